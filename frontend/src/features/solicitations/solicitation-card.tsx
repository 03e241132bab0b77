import { Badge, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MySolicitation } from '@/api/types';
import { PATHS } from '@/app/paths';
import { dayAndHour, dayAndMonth } from '@/lib/dates';
import { codeLabel, useCodes } from '@/lib/i18n';
import { notifyDone } from '@/ui/notify';
import { UrgencyChip } from '@/ui/urgency-chip';
import { AfterAnswer } from './after-answer';
import { NamedFellows, NameFellow } from './fellows';
import { useAnswer } from './queries';
import { useTexts } from './texts';

/** The stage-1 card of the list: the same facts as behind the link of the mail, and nothing more. */
export function SolicitationCard({ solicitation }: { solicitation: MySolicitation }) {
  const t = useTexts();
  const codes = useCodes();
  const { state, my_answer: mine } = solicitation;
  const sex = solicitation.sex ? `, ${codes(`sex.${solicitation.sex}`).toLowerCase()}` : '';
  return (
    <Paper withBorder p="md" h="100%">
      <Stack gap="xs" h="100%">
        <Group justify="space-between">
          <UrgencyChip urgency={solicitation.urgency} />
          {mine && (
            <Badge variant="light" radius="sm" size="lg" color={mine === 'yes' ? 'vert' : 'ardoise'}>
              {solicitation.referral_id ? t('chosen') : t(`mine.${mine}`)}
            </Badge>
          )}
        </Group>
        <Text fw={700}>
          {solicitation.persons > 1
            ? t('several', {
                persons: solicitation.persons,
                ages:
                  solicitation.ages.map((age) => codes(`ageBand.${age}`).toLowerCase()).join(', ') ||
                  t('mixedAges'),
              })
            : `${codes(`ageBand.${solicitation.age_band}`)}${sex}`}
        </Text>
        <Text>
          {t('sector', { place: solicitation.place })},{' '}
          {codeLabel('distanceBand', solicitation.distance_band)}
        </Text>
        <List>
          {solicitation.need_codes.map((code) => (
            <List.Item key={code}>{codes(`need.${code}`)}</List.Item>
          ))}
          {solicitation.constraints.map((code) => (
            <List.Item key={code}>{codes(`constraint.${code}`)}</List.Item>
          ))}
        </List>
        {solicitation.starts_on && (
          <Text size="sm">
            {t('from', {
              day: dayAndMonth(solicitation.starts_on),
              half: t(`half.${solicitation.starts_half ?? 'morning'}`),
            })}
          </Text>
        )}
        <Text size="sm">{t('compatible')}</Text>
        {state !== 'placed' && !solicitation.referral_id && (
          <Text size="sm" c="dimmed">
            {t('before', { day: dayAndHour(solicitation.answer_by) })}
          </Text>
        )}
        {solicitation.takes && solicitation.persons > 1 && (
          <Text size="sm">{t('takes', { count: solicitation.takes })}</Text>
        )}
        {state === 'placed' && <Text size="sm">{t('elsewhere')}</Text>}
        {mine === 'yes' && solicitation.standing === 'reserve' && <Text size="sm">{t('reserve')}</Text>}
        <NamedFellows solicitation={solicitation} />
        {solicitation.referral_id && (
          <Button
            renderRoot={(props) => (
              <Link
                to={PATHS.referral}
                params={{ id: solicitation.referral_id ?? '' }}
                search={{ onglet: 'soin' }}
                {...props}
              />
            )}
          >
            {t('open')}
          </Button>
        )}
        {solicitation.changeable && <Answering solicitation={solicitation} />}
      </Stack>
    </Paper>
  );
}

function Answering({ solicitation }: { solicitation: MySolicitation }) {
  const t = useTexts();
  const answer = useAnswer();
  const [isChanging, setChanging] = useState(false);
  const mine = solicitation.my_answer;
  const id = solicitation.solicitation_id;
  // A yes holds his place and keeps the search waiting: taking it back is an answer, sent at once.
  const takeBack = () =>
    answer.mutate({ id, answer: { answer: 'no' } }, { onSuccess: () => notifyDone(t('undone')) });
  if (mine && !isChanging) {
    return (
      <>
        <AfterAnswer solicitation={solicitation} />
        {mine === 'yes' ? (
          <Button variant="default" loading={answer.isPending} onClick={takeBack}>
            {t('undo')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('change')}
          </Button>
        )}
      </>
    );
  }
  const done = { onSuccess: () => setChanging(false) };
  const give = (given: 'yes' | 'no', takes?: number) =>
    answer.mutate({ id, answer: { answer: given, takes } }, done);
  const isAdvice = solicitation.constraints.includes('advice_first');
  const yesLabel =
    solicitation.persons > 1
      ? t('yesFor', { count: solicitation.persons })
      : t(isAdvice ? 'yesAdvice' : 'yes');
  const fewer = Array.from({ length: Math.max(0, solicitation.persons - 1) }, (_, index) => index + 1);
  return (
    <Stack gap="xs" mt="auto">
      <Button size="md" h={50} loading={answer.isPending} onClick={() => give('yes')}>
        {yesLabel}
      </Button>
      {isAdvice && (
        <Button
          size="md"
          h={50}
          variant="light"
          disabled={answer.isPending}
          onClick={() => answer.mutate({ id, answer: { answer: 'yes', condition: 'sees_directly' } }, done)}
        >
          {t('yesSees')}
        </Button>
      )}
      {fewer.length > 0 && (
        <Group gap="xs">
          {fewer.map((count) => (
            <Button
              key={count}
              variant="light"
              disabled={answer.isPending}
              onClick={() => give('yes', count)}
            >
              {t('yesFor', { count })}
            </Button>
          ))}
        </Group>
      )}
      <NameFellow solicitation={solicitation} onDone={() => setChanging(false)} />
      <Button size="md" h={50} variant="default" disabled={answer.isPending} onClick={() => give('no')}>
        {t('no')}
      </Button>
    </Stack>
  );
}
