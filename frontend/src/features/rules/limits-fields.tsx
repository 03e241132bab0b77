import { MultiSelect, NumberInput, SimpleGrid, Table, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { codeLabel, useCommon } from '@/lib/i18n';
import codesOf from '@/locales/fr/codes.json';
import { fieldId } from './faults';
import type { Rules } from './queries';
import type { RulesFields } from './rules-fields';
import { useTexts } from './texts';

/** [least, most], as the contract has them. */
const NUMBERS = {
  wave_size: [1, 10],
  weekly_cap: [1, 20],
  bound_placements: [0, 10],
  proposals: [1, 5],
  usual_doctor_hours: [1, 24],
  usual_doctor_visits: [1, 12],
  link_days: [1, 8],
  pause_days: [1, 90],
  unreachable_days: [1, 14],
  hold_days: [1, 180],
  silent_working_days: [1, 30],
  declaration_days: [1, 90],
  card_residents: [1000, 100_000],
  card_persons: [5, 1000],
} as const;
type Limit = keyof typeof NUMBERS;
const LIMITS = Object.keys(NUMBERS) as Limit[];
const OPENINGS = ['weekday_opening', 'saturday_opening'] as const;
const BOUNDS = ['opens', 'closes'] as const;

/** Waves, rings, caps, hours and the protection of the card. */
export function LimitsFields({ rules, onChange }: RulesFields) {
  const t = useTexts();
  return (
    <section aria-labelledby="rules-limits">
      <Title order={2} size="h5" id="rules-limits" mb="xs">
        {t('limits.title')}
      </Title>
      {onChange ? <Fields rules={rules} onChange={onChange} /> : <AsTheyStand rules={rules} />}
    </section>
  );
}

function Fields({ rules, onChange }: Required<Pick<RulesFields, 'rules' | 'onChange'>>) {
  const t = useTexts();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
      <RingsField rules={rules} onChange={onChange} />
      {LIMITS.map((limit) => (
        <NumberInput
          key={limit}
          id={fieldId(limit)}
          label={t(`limit.${limit}`)}
          value={rules[limit]}
          onChange={(value) => onChange({ ...rules, [limit]: Number(value) })}
          min={NUMBERS[limit][0]}
          max={NUMBERS[limit][1]}
          allowDecimal={false}
        />
      ))}
      <AgreementField rules={rules} onChange={onChange} />
      {OPENINGS.flatMap((opening) =>
        BOUNDS.map((bound, place) => (
          <NumberInput
            key={`${opening}-${bound}`}
            id={place === 0 ? fieldId(opening) : undefined}
            label={t(`limit.${opening}_${bound}`)}
            value={rules[opening][place] ?? 0}
            onChange={(value) =>
              onChange({
                ...rules,
                [opening]: rules[opening].map((hour, at) => (at === place ? Number(value) : hour)),
              })
            }
            min={0}
            max={24}
            suffix=" h"
            allowDecimal={false}
          />
        )),
      )}
    </SimpleGrid>
  );
}

const PROFESSIONS = Object.entries(codesOf.profession).map(([value, label]) => ({ value, label }));

/** Professions asked only once the person's médecin traitant agreed. */
function AgreementField({ rules, onChange }: Required<Pick<RulesFields, 'rules' | 'onChange'>>) {
  const t = useTexts();
  const common = useCommon();
  return (
    <MultiSelect
      id={fieldId('agreement_professions')}
      label={t('limit.agreement_professions')}
      data={PROFESSIONS}
      value={rules.agreement_professions ?? []}
      onChange={(agreement_professions) => onChange({ ...rules, agreement_professions })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': common('actions.cancel') }}
    />
  );
}

/** « 5, 10, 20 »: typed freely, read when the field is left. */
function RingsField({ rules, onChange }: Required<Pick<RulesFields, 'rules' | 'onChange'>>) {
  const t = useTexts();
  const [typed, setTyped] = useState(rules.rings_km.join(', '));
  const read = () => {
    const rings = typed
      .split(/[;,\s]+/)
      .filter(Boolean)
      .map((ring) => Number(ring.replace(/km$/, '')));
    if (rings.length > 0 && rings.every((ring) => ring > 0)) onChange({ ...rules, rings_km: rings });
    else setTyped(rules.rings_km.join(', '));
  };
  return (
    <TextInput
      id={fieldId('rings_km')}
      label={t('limit.rings_km')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={read}
    />
  );
}

function AsTheyStand({ rules }: { rules: Rules }) {
  const t = useTexts();
  const rows: [string, string][] = [
    [t('limit.rings_km'), rules.rings_km.join(', ')],
    ...LIMITS.map((limit): [string, string] => [t(`limit.${limit}`), String(rules[limit])]),
    [
      t('limit.agreement_professions'),
      (rules.agreement_professions ?? []).map((code) => codeLabel('profession', code)).join(', ') || '–',
    ],
    ...OPENINGS.map((opening): [string, string] => [
      t(`limit.${opening}`),
      t('limit.hours', { opens: rules[opening][0], closes: rules[opening][1] }),
    ]),
  ];
  return (
    <Table maw={760} verticalSpacing={4}>
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" fw={400}>
              {label}
            </Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
