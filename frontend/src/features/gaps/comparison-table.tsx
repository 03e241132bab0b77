import { Badge, Stack, Table, Text, Title } from '@mantine/core';
import { decimal, number } from '@/lib/typography';
import type { Comparison, Figure } from './queries';
import { useTexts } from './texts';
import { useGroupName } from './use-group-name';

const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 });
const PARTS: Figure['measure'][] = ['no_part', 'silent_part', 'not_placed', 'stepped_back'];

/** The groups of one dimension side by side. */
export function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const t = useTexts();
  const nameOf = useGroupName();
  const { dimension, groups, cases } = comparison;
  const measures = groups[0]?.figures.map(({ measure }) => measure) ?? [];
  return (
    <Stack gap={4} component="section" aria-labelledby={`ecarts-${dimension}`}>
      <Title order={2} size="h4" id={`ecarts-${dimension}`}>
        {t(`dimension.${dimension}`)}
      </Title>
      <Text size="sm" c="dimmed">
        {cases === null ? t('ofHidden') : t('of', { count: cases })}
      </Text>
      <Table.ScrollContainer minWidth={860}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('group')}</Table.Th>
              {measures.map((measure) => (
                <Table.Th key={measure}>{t(`measure.${measure}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map(({ group, figures }) => (
              <Table.Tr key={group}>
                <Table.Th scope="row" fw={600}>
                  {nameOf(dimension, group)}
                </Table.Th>
                {figures.map((figure) => (
                  <Table.Td key={figure.measure}>
                    <Cell figure={figure} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

/** A value with what it rests on and what the others have; or why there is none. */
function Cell({ figure }: { figure: Figure }) {
  const t = useTexts();
  const { value, others, cases, measure } = figure;
  const words = (one: number) => (PARTS.includes(measure) ? PERCENT.format(one) : decimal(one));
  if (value === null)
    return (
      <Text size="sm" c="dimmed">
        {cases === 0 ? t('noCase') : t('hidden')}
      </Text>
    );
  return (
    <>
      <Text fw={600} component="span">
        {words(value)}
      </Text>{' '}
      {figure.is_beyond_chance && (
        <Badge variant="light" radius="sm" color="rouge">
          {t('beyond')}
        </Badge>
      )}
      <Text size="sm" c="dimmed">
        {cases !== null && t('cases', { count: cases, formatted: number(cases) })}
        {' · '}
        {others === null ? t('few') : t('others', { value: words(others) })}
      </Text>
    </>
  );
}
