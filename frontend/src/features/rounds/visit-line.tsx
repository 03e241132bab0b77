import { Badge, Group, Text } from '@mantine/core';
import { hour } from '@/lib/dates';
import type { Visit } from './queries';
import { useTexts } from './texts';

const COLORS = {
  to_place: 'ambre',
  placed: 'ardoise',
  told: 'petrole',
  done: 'vert',
  not_found: 'rouge',
  to_see_again: 'ambre',
};

/** Hour, person, commune, what is to be done and where it stands. */
export function VisitLine({ visit, name }: { visit: Visit; name: string }) {
  const t = useTexts();
  const what = [
    visit.commune_name ?? visit.commune_code,
    t('minutes', { count: visit.minutes }),
    ...visit.skills.map((skill) => t(`skill.${skill}`)),
    t('window', { from: hour(visit.from_time), to: hour(visit.to_time) }),
  ];
  return (
    <div>
      <Group gap={6}>
        {visit.starts_at && <Text fw={700}>{hour(visit.starts_at)}</Text>}
        <Text fw={600}>{name}</Text>
        <Badge variant="light" color={COLORS[visit.status]}>
          {t(`status.${visit.status}`)}
        </Badge>
        {visit.is_pinned && <Badge variant="outline">{t('pinned')}</Badge>}
        {visit.follows && <Badge variant="outline">{t('follows')}</Badge>}
      </Group>
      <Text size="sm">{what.join(' · ')}</Text>
    </div>
  );
}
