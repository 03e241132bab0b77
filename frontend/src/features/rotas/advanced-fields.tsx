import { NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { SomeOfChips } from '@/ui/chips-field';
import { Disclosure } from '@/ui/disclosure';
import { ApartPairs } from './apart-pairs';
import { ClosedDays } from './closed-days';
import { idOf } from './rota-faults';
import { advancedSaid, SKILLS, WEIGHTS } from './rota-form';
import type { FieldsProps } from './rule-fields';
import { useTexts } from './texts';

/** What a first rota does without; opened when one of them is at fault. */
export function AdvancedFields({ form, isAtFault }: FieldsProps & { isAtFault: boolean }) {
  const t = useTexts();
  const said = advancedSaid(form.values);
  const field = (path: 'most' | 'within' | 'slot' | 'weight') => ({
    id: idOf(path),
    label: t(`make.${path}`),
    ...form.getInputProps(path),
  });
  return (
    <Disclosure
      summary={said > 0 ? t('make.advancedSaid', { count: said }) : t('make.advanced')}
      forcedOpen={isAtFault}
    >
      <Stack gap="sm">
        <ClosedDays form={form} />
        <ApartPairs form={form} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'end' }}>
          <NumberInput min={1} max={30} {...field('most')} />
          <NumberInput min={1} max={366} {...field('within')} />
          <NumberInput min={5} max={120} step={5} {...field('slot')} />
          <NumberInput
            min={1}
            max={100}
            placeholder={String(WEIGHTS[form.values.kind])}
            description={t('make.weightHint', { usual: WEIGHTS[form.values.kind] })}
            {...field('weight')}
          />
        </SimpleGrid>
        <SomeOfChips
          id={idOf('skills')}
          legend={t('make.skills')}
          options={SKILLS.map((one) => ({ value: one, label: t(`skill.${one}`) }))}
          {...form.getInputProps('skills')}
        />
      </Stack>
    </Disclosure>
  );
}
