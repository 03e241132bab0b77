import {
  Badge,
  Blockquote,
  Button,
  Checkbox,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { shortDayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { phone, phoneLink } from '@/lib/typography';
import { needLine } from '@/referral/person-line';
import { notifyDone, notifyUndo } from '@/ui/notify';
import { Reasons } from '@/ui/reasons';
import { CallAgain } from './call-again';
import { type CallLine, type CallList, type Outcome, useClaim, useRecord, useTakeBack } from './queries';
import { useTexts } from './texts';

const OUTCOMES: { outcome: Outcome; color?: string; filled?: boolean }[] = [
  { outcome: 'accepts', color: 'vert', filled: true },
  { outcome: 'refuses' },
  { outcome: 'no_answer' },
  { outcome: 'voicemail' },
  { outcome: 'never_this_kind' },
];

interface OneCallProps {
  list: CallList;
  line: CallLine;
  onDone: () => void;
}

/** The number, what to say, and what came of it: one tap, and the next number stands here. */
export function OneCall({ list, line, onDone }: OneCallProps) {
  const t = useTexts();
  const claim = useClaim(list.referral_id);
  const record = useRecord(list.referral_id);
  const takeBack = useTakeBack(list.referral_id);
  const [alsoFor, setAlsoFor] = useState<string[]>([]);
  const name = useRef<HTMLHeadingElement>(null);
  useEffect(() => name.current?.focus({ preventScroll: true }), []);
  const tap = (outcome: Outcome, call_again_at: string | null = null) =>
    record.mutate(
      { professional_id: line.professional_id, outcome, call_again_at, also_for: alsoFor },
      {
        onSuccess: (now) => {
          const said = t('noted', { name: line.name, outcome: t(`outcome.${outcome}`) });
          const made = now.log.find((one) => one.professional_id === line.professional_id);
          if (made?.may_be_taken_back && now.status !== 'placed')
            notifyUndo(said, () => takeBack.mutate(made.call_id));
          else notifyDone(said);
          onDone();
        },
      },
    );
  return (
    <Paper withBorder p="md" component="section" aria-label={t('call')} className="no-print">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <div>
            <Title order={3} size="h3" ref={name} tabIndex={-1}>
              {line.name}
            </Title>
            <Text c="dimmed">
              {[codeLabel('profession', line.profession), line.place].filter(Boolean).join(' · ')}
            </Text>
          </div>
          <Turn line={line} />
        </Group>
        {line.phone && (
          <Button
            component="a"
            href={phoneLink(line.phone)}
            size="lg"
            leftSection={<IconPhone size={22} aria-hidden />}
            onClick={() => claim.mutate(line.professional_id)}
            style={{ alignSelf: 'flex-start' }}
          >
            {phone(line.phone)}
          </Button>
        )}
        <Blockquote p="xs" fz="md">
          {t('script', {
            need: needLine(list).toLowerCase(),
            age: codeLabel('ageBand', list.age_band).toLowerCase(),
            place: list.place?.name ?? t('noAddress'),
          })}
          {list.home_visit && ` ${t('scriptHome')}`}
          {list.teleconsultation && ` ${t(`scriptRemote.${list.teleconsultation}`)}`}
          {list.teleconsultation &&
            list.accompanied_by &&
            ` ${t('scriptBeside', { who: codeLabel('constraint', `with_${list.accompanied_by}`).toLowerCase() })}`}
        </Blockquote>
        {list.together.length > 0 && (
          <Checkbox.Group
            label={t('together')}
            description={t('togetherHelp')}
            value={alsoFor}
            onChange={setAlsoFor}
          >
            <Group gap="md" mt="xs">
              {list.together.map((one) => (
                <Checkbox
                  key={one.referral_id}
                  value={one.referral_id}
                  label={`${one.case_number}, ${codeLabel('ageBand', one.age_band).toLowerCase()}`}
                />
              ))}
            </Group>
          </Checkbox.Group>
        )}
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs">
          {OUTCOMES.map(({ outcome, color, filled }) => (
            <Button
              key={outcome}
              size="md"
              variant={filled ? 'filled' : 'default'}
              color={color}
              loading={record.isPending && record.variables?.outcome === outcome}
              disabled={record.isPending}
              onClick={() => tap(outcome)}
            >
              {t(`outcome.${outcome}`)}
            </Button>
          ))}
        </SimpleGrid>
        <CallAgain busy={record.isPending} onAt={(at) => tap('call_again', at)} />
        <Reasons reasons={line.reasons} />
      </Stack>
    </Paper>
  );
}

function Turn({ line }: { line: CallLine }) {
  const t = useTexts();
  return (
    <Group gap="xs">
      {line.was_asked && <Badge variant="light">{t('wasAsked')}</Badge>}
      {line.turn !== 'first_call' && (
        <Badge variant="light" color="ambre">
          {line.call_again_at
            ? t('againAt', { at: shortDayAndHour(line.call_again_at) })
            : t('calls', { count: line.calls })}
        </Badge>
      )}
    </Group>
  );
}
