import {
  Button,
  Checkbox,
  Fieldset,
  NumberInput,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { useId, useState } from 'react';
import { asSet } from '@/lib/typography';
import { fieldId } from './faults';
import type { Rules } from './queries';
import { useTexts } from './texts';

type Part = 'discharge' | 'plan' | 'responsiveness';
type Values = Record<string, number | number[]>;

/** [least, most, decimals], as the contract has them. A list has one number per class. */
const NUMBERS: Record<Part, Record<string, readonly [number, number, number]>> = {
  discharge: { soon_hours: [1, 720, 0], urgent_hours: [1, 720, 0], notice_hours: [1, 168, 0] },
  plan: {
    waiting_km: [1, 10_000, 1],
    class_weights: [1, 100, 0],
    load_km: [0, 10_000, 1],
    bound_km: [0, 10_000, 1],
    usual_km: [0, 10_000, 1],
    wish_km: [0, 10_000, 1],
    household_km: [0, 10_000, 1],
    weeks: [1, 52, 0],
  },
  responsiveness: {
    likely_enough: [0.05, 0.95, 2],
    smallest_wave: [1, 10, 0],
    largest_wave: [1, 10, 0],
    memory_days: [30, 1095, 0],
    usual_yes: [0.01, 0.99, 2],
    usual_hours: [1, 336, 1],
    start_weight: [1, 500, 1],
    average_weight: [1, 500, 1],
    rest_days: [0, 30, 1],
    longest_rest_days: [0, 90, 1],
    above_share_waits: [0, 20, 1],
    asked_at_most: [1, 60, 0],
    asked_within_days: [7, 365, 0],
  },
};

interface WeightsFieldsProps {
  part: Part;
  rules: Rules;
  onChange?: (rules: Rules) => void;
  /** What the platform proposes, for a CPTS that takes answers into account again. */
  proposed?: Rules['responsiveness'];
}

/** Spans of a discharge, weights of the plan, learned answers: each with its bounds, its meaning and its source. */
export function WeightsFields({ part, rules, onChange, proposed }: WeightsFieldsProps) {
  const t = useTexts();
  const title = useId();
  const [isEditing, setEditing] = useState(false);
  const values = rules[part] as Values | null;
  const say = (said: Values | null) => onChange?.({ ...rules, [part]: said });
  return (
    <section aria-labelledby={title}>
      <Title order={2} size="h5" id={title}>
        {t(`weights.${part}.title`)}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t(`weights.${part}.hint`)} {t(`weights.${part}.source`)}
      </Text>
      <Stack gap="sm">
        {part === 'responsiveness' && (
          <Checkbox
            label={t('weights.learns')}
            checked={values !== null}
            disabled={!onChange}
            onChange={(event) =>
              say(event.currentTarget.checked ? ((proposed ?? null) as Values | null) : null)
            }
          />
        )}
        {values && onChange && isEditing && <Fields part={part} values={values} onChange={say} />}
        {values && !isEditing && <AsTheyStand part={part} values={values} />}
        {values && onChange && !isEditing && (
          <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setEditing(true)}>
            {t('weights.edit')}
            <span className="vh"> – {t(`weights.${part}.title`)}</span>
          </Button>
        )}
      </Stack>
    </section>
  );
}

interface FieldsProps {
  part: Part;
  values: Values;
  onChange: (values: Values) => void;
}

function Fields({ part, values, onChange }: FieldsProps) {
  const t = useTexts();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {Object.entries(NUMBERS[part]).map(([name, bounds]) => {
        const value = values[name];
        const label = t(`weight.${part}.${name}` as 'weight.plan.weeks');
        const hint = `${t(`why.${part}.${name}` as 'why.plan.weeks')} ${t('weights.bounds', {
          least: asSet(bounds[0]),
          most: asSet(bounds[1]),
        })}`;
        if (Array.isArray(value)) {
          return (
            <PerClass
              key={name}
              id={fieldId(`${part}.${name}`)}
              label={label}
              hint={hint}
              bounds={bounds}
              values={value}
              onChange={(said) => onChange({ ...values, [name]: said })}
            />
          );
        }
        return (
          <NumberInput
            key={name}
            id={fieldId(`${part}.${name}`)}
            label={label}
            description={hint}
            value={value}
            onChange={(said) => onChange({ ...values, [name]: Number(said) })}
            {...typed(bounds)}
          />
        );
      })}
    </SimpleGrid>
  );
}

interface PerClassProps {
  id: string;
  label: string;
  hint: string;
  bounds: readonly [number, number, number];
  values: number[];
  onChange: (values: number[]) => void;
}

/** P1 to P5, one number each. */
function PerClass({ id, label, hint, bounds, values, onChange }: PerClassProps) {
  return (
    <Fieldset variant="unstyled" legend={label} fz="sm" aria-describedby={`${id}-hint`}>
      <Text size="xs" c="dimmed" id={`${id}-hint`}>
        {hint}
      </Text>
      <SimpleGrid cols={{ base: 3, xs: 5 }} spacing={4} mt={4}>
        {values.map((value, place) => (
          <NumberInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place, P1 to P5
            key={place}
            id={place === 0 ? id : undefined}
            aria-label={`P${place + 1}, ${label}`}
            leftSection={<Text size="xs">{`P${place + 1}`}</Text>}
            value={value}
            onChange={(said) => onChange(values.map((one, at) => (at === place ? Number(said) : one)))}
            hideControls
            {...typed(bounds)}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

const typed = ([min, max, decimals]: readonly [number, number, number]) => ({
  min,
  max,
  decimalScale: decimals,
  decimalSeparator: ',',
  allowDecimal: decimals > 0,
});

function AsTheyStand({ part, values }: { part: Part; values: Values }) {
  const t = useTexts();
  return (
    <Table maw={760} verticalSpacing={4}>
      <Table.Tbody>
        {Object.keys(NUMBERS[part]).map((name) => {
          const value = values[name] ?? 0;
          return (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {t(`weight.${part}.${name}` as 'weight.plan.weeks')}
              </Table.Th>
              <Table.Td>{Array.isArray(value) ? value.map(asSet).join(' · ') : asSet(value)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
