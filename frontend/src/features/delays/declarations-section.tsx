import { Badge, Button, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dayAndHour, exact, shortDayAndHour } from '@/lib/dates';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { Section } from '@/ui/section';
import { type Declaration, type DeclarationState, declarationsQuery } from './declarations-queries';
import { useTexts } from './texts';

const COLOR = { declared: 'vert', waiting: 'petrole', failing: 'ambre', refused: 'rouge' } as const;
const STATES = Object.keys(COLOR) as DeclarationState[];

/** What the SAS was told of the appointments that its regulators took: told, waiting, tried again, refused. */
export function DeclarationsSection() {
  const t = useTexts();
  const [isOpened, setOpened] = useState(false);
  return (
    <Section title={t('declarations.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('declarations.text')}</Text>
        {isOpened ? (
          <Declarations />
        ) : (
          <Button variant="default" onClick={() => setOpened(true)}>
            {t('declarations.open')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}

function Declarations() {
  const t = useTexts();
  const [state, setState] = useState<DeclarationState | ''>('');
  const query = useInfiniteQuery(declarationsQuery(state || undefined));
  return (
    <Stack gap="sm" w="100%">
      <NativeSelect
        label={t('declarations.filter')}
        maw={320}
        value={state}
        data={[
          { value: '', label: t('declarations.any') },
          ...STATES.map((value) => ({ value, label: t(`declarations.state.${value}`) })),
        ]}
        onChange={(event) => setState(event.currentTarget.value as DeclarationState | '')}
      />
      <KeysetList query={query} empty={<EmptyFace>{t('declarations.empty')}</EmptyFace>}>
        {(items) => items.map((one) => <DeclarationRow key={one.appointment_id} declaration={one} />)}
      </KeysetList>
    </Stack>
  );
}

function DeclarationRow({ declaration: one }: { declaration: Declaration }) {
  const t = useTexts();
  return (
    <Paper withBorder p="sm">
      <Text fw={600}>
        {dayAndHour(one.starts_at)}
        {one.professional_name && ` · ${one.professional_name}`}
      </Text>
      <Badge variant="light" radius="sm" color={COLOR[one.state]}>
        {t(`declarations.state.${one.state}`)}
      </Badge>
      {one.declared_at && (
        <Text size="sm" title={exact(one.declared_at)}>
          {t('declarations.told', { when: shortDayAndHour(one.declared_at) })}
        </Text>
      )}
      {one.last_error && (
        <Text size="sm">{t('declarations.inVain', { count: one.attempts, error: one.last_error })}</Text>
      )}
      {one.next_at && (
        <Text size="sm" title={exact(one.next_at)}>
          {t('declarations.next', { when: shortDayAndHour(one.next_at) })}
        </Text>
      )}
    </Paper>
  );
}
