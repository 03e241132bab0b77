import { List, Stack, Text } from '@mantine/core';
import { audiences } from '@/agendas/audiences';
import { number } from '@/lib/typography';
import type { Change, Changes } from './queries';
import { useTexts } from './texts';
import { ExtraRoundsWords, inWords, useHours, useWeekdays } from './words';

/** What a switch changes, for whom, and whom it leaves as he is: told, so that nobody has to guess. */
export function ChangesTold({ changes }: { changes: Changes }) {
  const t = useTexts();
  const opened = changes.changes.filter((one) => one.is_new);
  const widened = changes.changes.filter((one) => !one.is_new);
  const isOtherScript = changes.script !== changes.script_before;
  return (
    <Stack gap="sm">
      {changes.changes.length + changes.rounds.length === 0 && !isOtherScript && (
        <Text>{t('trial.nothing')}</Text>
      )}
      {opened.length > 0 && <Told title={t('trial.opened', counted(opened))} changes={opened} />}
      {widened.length > 0 && <Told title={t('trial.widened', counted(widened))} changes={widened} />}
      {changes.rounds.length > 0 && <RoundsTold changes={changes} />}
      {isOtherScript && (
        <Text>{t('trial.script', { script: changes.script, before: changes.script_before })}</Text>
      )}
      {changes.left_out.length > 0 && (
        <div>
          <Text fw={600}>{t('trial.leftOut')}</Text>
          <List>
            {changes.left_out.map((one) => (
              <List.Item key={`${one.professional_id}-${one.reason}`}>
                {t(`trial.why.${one.reason}`, { name: one.professional_name })}
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
}

/** Who visits more, and how many visits more that makes where. */
function RoundsTold({ changes: { rounds, more_visits } }: { changes: Changes }) {
  const t = useTexts();
  const days = useWeekdays();
  return (
    <div>
      <Text fw={600}>{t('trial.rounds')}</Text>
      <List>
        {rounds.map((one) => (
          <List.Item key={`${one.professional_id} ${one.weekdays} ${one.from_time}`}>
            <ExtraRoundsWords part={one} nameOf={() => one.professional_name} />
          </List.Item>
        ))}
      </List>
      {more_visits.length > 0 && (
        <Text fw={600} mt="xs">
          {t('trial.byCommune')}
        </Text>
      )}
      <List>
        {more_visits.map((one) => (
          <List.Item key={`${one.communes} ${one.weekdays}`}>
            {t('trial.gained', {
              where: one.communes.length > 0 ? inWords(one.communes) : t('trial.everywhere'),
              days: days(one.weekdays),
              count: one.visits,
            })}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

const counted = (changes: Change[]) => ({
  count: changes.length,
  slots: number(changes.reduce((sum, one) => sum + one.free_slots, 0)),
});

function Told({ title, changes }: { title: string; changes: Change[] }) {
  const t = useTexts();
  const hours = useHours();
  return (
    <div>
      <Text fw={600}>{title}</Text>
      <List>
        {changes.map((one, rank) => (
          <List.Item key={one.opening_id ?? `${one.professional_id}-${rank}`}>
            {t(one.is_new ? 'trial.opens' : 'trial.widens', {
              name: one.professional_name,
              hours: hours(one),
              slots: number(one.free_slots),
              audience: audiences(one.audience.filter((to) => !one.audience_before.includes(to))),
            })}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
