import { Badge, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { monthAndYear, monthAway, thisMonth } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { inHours } from '@/lib/in-hours';
import { ExportButton } from '@/ui/export-button';
import { FigureButton } from '@/ui/figure-button';
import { ListFaces } from '@/ui/list-faces';
import { StepThrough } from '@/ui/step-through';
import { HoursRows } from './hours-rows';
import { type Volunteer, volunteersPath, volunteersQuery } from './queries';
import type { SearchProps } from './search';
import { useTexts } from './texts';

/** Who may be counted on, and whose activity of a month is short of what he needs: those first. */
export function Volunteers({ search, onSearch }: SearchProps) {
  const t = useTexts();
  const month = search.mois ?? thisMonth();
  const query = useQuery(volunteersQuery(month));
  const volunteers = query.data?.items ?? [];
  const opened = volunteers.find((one) => one.professional_id === search.volontaire);
  return (
    <Stack gap="sm">
      <StepThrough
        before={t('volunteers.before')}
        after={t('volunteers.after')}
        onStep={(by) => onSearch({ ...search, mois: monthAway(month, by) })}
      >
        {monthAndYear(month)}
      </StepThrough>
      <ListFaces
        query={query}
        isEmpty={volunteers.length === 0}
        empty={<Text c="dimmed">{t('volunteers.empty')}</Text>}
      >
        <List listStyleType="none" spacing="xs">
          {volunteers.map((one) => (
            <List.Item key={one.professional_id}>
              <Line
                volunteer={one}
                month={month}
                isOpened={one === opened}
                onOpen={() => onSearch({ ...search, volontaire: one.professional_id })}
              />
            </List.Item>
          ))}
        </List>
        <Group>
          <ExportButton path={volunteersPath(month)} name="volontaires" />
        </Group>
        {opened && <HoursRows month={month} volunteer={opened} />}
      </ListFaces>
    </Stack>
  );
}

interface LineProps {
  volunteer: Volunteer;
  month: string;
  isOpened: boolean;
  onOpen: () => void;
}

function Line({ volunteer, month, isOpened, onOpen }: LineProps) {
  const t = useTexts();
  const { name, confirmed_hours, least_hours } = volunteer;
  return (
    <>
      <Group gap={6}>
        <Text fw={600}>{name}</Text>
        <Text size="sm">{codeLabel('profession', volunteer.profession_code)}</Text>
        {volunteer.is_under_least && (
          <Badge variant="light" color="ambre">
            {t(month < thisMonth() ? 'volunteers.short' : 'volunteers.shortYet')}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {volunteer.weekdays.map((day) => codeLabel('weekday', String(day))).join(', ')}
      </Text>
      <Text size="sm" c="dimmed" component="div">
        <FigureButton
          of={t('volunteers.of', { name })}
          isOpened={isOpened}
          onOpen={confirmed_hours > 0 ? onOpen : undefined}
        >
          {inHours(Math.round(confirmed_hours * 60))}
        </FigureButton>{' '}
        {t('volunteers.confirmed', { count: confirmed_hours })}
        {least_hours > 0 && `, ${t('volunteers.least', { count: least_hours })}`}
      </Text>
    </>
  );
}
