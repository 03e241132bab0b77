import { NumberInput, Table, Text, Title } from '@mantine/core';
import { ColumnHeads } from '@/ui/column-heads';
import { fieldId } from './faults';
import type { Rules } from './queries';
import type { RulesFields } from './rules-fields';
import { useTexts } from './texts';

type Delay = 'target_days' | 'answer_within_hours';
const MOST = { target_days: 365, answer_within_hours: 192 } as const;

/** How long each class may wait, and how long a professional has to answer for it. */
export function ClassesFields({ rules, onChange }: RulesFields) {
  const t = useTexts();
  return (
    <section aria-labelledby="rules-delays">
      <Title order={2} size="h5" id="rules-delays">
        {t('classes.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('classes.hint')}
      </Text>
      <Table.ScrollContainer minWidth={300} maw={620}>
        <Table verticalSpacing={4}>
          <ColumnHeads
            columns={[t('classes.class'), t('classes.target_days'), t('classes.answer_within_hours')]}
          />
          <Table.Tbody>
            {rules.classes.map((one, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place, P1 to P5
              <Table.Tr key={place}>
                <Table.Th scope="row">P{place + 1}</Table.Th>
                {(['target_days', 'answer_within_hours'] as const).map((delay) => (
                  <Table.Td key={delay}>
                    {onChange ? (
                      <NumberInput
                        id={fieldId(`classes.${place}.${delay}`)}
                        aria-label={`P${place + 1}, ${t(`classes.${delay}`)}`}
                        value={one[delay]}
                        onChange={(value) => onChange(withDelay(rules, place, delay, Number(value)))}
                        min={1}
                        max={MOST[delay]}
                        allowDecimal={false}
                        maw={110}
                      />
                    ) : (
                      one[delay]
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function withDelay(rules: Rules, place: number, delay: Delay, value: number): Rules {
  return {
    ...rules,
    classes: rules.classes.map((one, at) => (at === place ? { ...one, [delay]: value } : one)),
  };
}
