import { Badge, Stack, Table, Text, Title } from '@mantine/core';
import { decimal, number } from '@/lib/typography';
import type { Comparison, Figure } from './queries';
import { useTexts } from './texts';
import { useGroupName } from './use-group-name';

const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 });
const NUMBERS: Figure['measure'][] = ['days_to_yes', 'asked'];

/** The groups of one dimension side by side. */
export function ComparisonTable({ comparison, title }: { comparison: Comparison; title?: string }) {
  const t = useTexts();
  const nameOf = useGroupName();
  const { dimension, groups, cases } = comparison;
  const id = title ? 'ecarts-motifs' : `ecarts-${dimension}`;
  const measures = groups[0]?.figures.map(({ measure }) => measure) ?? [];
  return (
    <Stack gap={4} component="section" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title ?? t(`dimension.${dimension}`)}
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
  const words = (one: number) => (NUMBERS.includes(measure) ? decimal(one) : PERCENT.format(one));
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
