import { NativeSelect, SimpleGrid, Table, Text, Title } from '@mantine/core';
import { fieldId } from './faults';
import type { Rules } from './queries';
import type { RulesFields } from './rules-fields';
import { useTexts } from './texts';

type Criterion = Rules['to_check'][number];

const MEDICAL: Criterion[] = [
  'treatment_stopped',
  'discharge_within_7_days',
  'expert_flag',
  'ald',
  'two_or_more_chronic_conditions',
  'pregnancy',
  'child_under_2',
  'age_70_or_more',
  'dependency',
  'nursing_home',
  'handicap',
  'regular_medication',
  'specialist_care',
  'chronic_follow_up',
];
const SOCIAL: Criterion[] = ['c2s', 'ame', 'no_open_rights', 'isolation', 'homelessness'];
const CHECKED = 'check';

/** One place per criterion: a class, or « à vérifier ». So a criterion never stands in two classes. */
export function CriteriaFields({ rules, onChange }: RulesFields) {
  const t = useTexts();
  return (
    <section aria-labelledby="rules-criteria">
      <Title order={2} size="h5" id="rules-criteria">
        {t('criteria.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('criteria.hint')}
      </Text>
      {onChange ? (
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
          {[...MEDICAL, ...SOCIAL].map((criterion) => (
            <NativeSelect
              key={criterion}
              id={fieldId(`criteria.${criterion}`)}
              label={t(`criterion.${criterion}`)}
              value={placeOf(rules, criterion)}
              onChange={(event) => onChange(moved(rules, criterion, event.currentTarget.value))}
              data={[
                ...[1, 2, 3, 4].map((number) => ({ value: String(number), label: `P${number}` })),
                { value: CHECKED, label: t('criteria.check') },
              ]}
            />
          ))}
        </SimpleGrid>
      ) : (
        <ByClass rules={rules} />
      )}
    </section>
  );
}

function ByClass({ rules }: { rules: Rules }) {
  const t = useTexts();
  const rows = [
    ...rules.classes.map((one, place) => ({ name: `P${place + 1}`, criteria: one.criteria })),
    { name: t('criteria.check'), criteria: rules.to_check },
  ];
  return (
    <Table maw={760} verticalSpacing={6}>
      <Table.Tbody>
        {rows.map(({ name, criteria }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w={110}>
              {name}
            </Table.Th>
            <Table.Td>
              {criteria.length > 0
                ? criteria.map((one) => t(`criterion.${one}`)).join(', ')
                : t('criteria.others')}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function placeOf(rules: Rules, criterion: Criterion): string {
  const place = rules.classes.findIndex((one) => one.criteria.includes(criterion));
  return place < 0 ? CHECKED : String(place + 1);
}

export function moved(rules: Rules, criterion: Criterion, to: string): Rules {
  const without = (criteria: Criterion[]) => criteria.filter((one) => one !== criterion);
  return {
    ...rules,
    classes: rules.classes.map((one, place) => ({
      ...one,
      criteria: String(place + 1) === to ? [...without(one.criteria), criterion] : without(one.criteria),
    })),
    to_check: to === CHECKED ? [...without(rules.to_check), criterion] : without(rules.to_check),
  };
}
