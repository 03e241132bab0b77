import { Group, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { codeLabel } from '@/lib/i18n';
import { decimal } from '@/lib/typography';
import { ExportButton } from '@/ui/export-button';
import { ListFaces } from '@/ui/list-faces';
import { Section } from '@/ui/section';
import { hoursPath, hoursQuery } from './queries';
import { useTexts } from './texts';

/** Who gave how much to the team, least first: for all who may take a seat. */
export function Hours({ teamId }: { teamId: string }) {
  const t = useTexts();
  const query = useQuery(hoursQuery(teamId));
  const given = query.data?.items ?? [];
  return (
    <Section title={t('hours.title')}>
      <ListFaces
        query={query}
        isEmpty={given.length === 0}
        empty={<Text c="dimmed">{t('hours.empty')}</Text>}
      >
        <List listStyleType="none" spacing="xs" mb="sm">
          {given.map((one) => (
            <List.Item key={one.professional_id}>
              <Group gap={6}>
                <Text fw={600}>{one.name}</Text>
                <Text size="sm">
                  {[
                    codeLabel('profession', one.profession_code ?? ''),
                    t('hours.given', { hours: decimal(one.hours), count: one.shifts }),
                  ].join(' · ')}
                </Text>
              </Group>
            </List.Item>
          ))}
        </List>
        <ExportButton path={hoursPath(teamId)} name="equipe-heures" />
      </ListFaces>
    </Section>
  );
}
