import { Button, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { OneOfChips } from '@/ui/chips-field';
import { useSexOptions } from './field-groups';
import { type FormValues, nobodyYet, type OtherPerson, type Whom } from './form-values';
import { Section, type SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS, isTogether } from './validation';

const WHOM: Whom[] = ['one', 'household', 'nursing_home'];
const MOST: Record<Whom, number> = { one: 0, household: 9, nursing_home: 59 };

/** One person, or several who are searched for together: asked for a médecin traitant alone. */
export function WhomSection({ form }: Pick<SectionProps, 'form'>) {
  const t = useTexts();
  const { kind, whom, others, familyName } = form.values;
  if (kind !== 'medecin_traitant') return null;
  // A household mostly shares its name; residents do not.
  const choose = (next: Whom) => {
    const first = nobodyYet(next === 'household' ? familyName : '');
    form.setValues({ whom: next, others: next === 'one' || others.length > 0 ? others : [first] });
  };
  return (
    <OneOfChips
      legend={t('others.legend')}
      hint={whom === 'one' ? undefined : t('others.hint')}
      options={WHOM.map((value) => ({ value, label: t(`others.${value}`) }))}
      value={whom}
      onChange={choose}
    />
  );
}

/** The other persons, with what alone is asked of each. */
export function OthersSection({ form, faultOf }: SectionProps) {
  const t = useTexts();
  const { whom, others } = form.values;
  if (!isTogether(form.values)) return null;
  const put = (next: OtherPerson[]) => form.setFieldValue('others', next as FormValues['others']);
  return (
    <Section title={t(`others.${whom}`)}>
      <div id={FIELD_IDS.others} tabIndex={-1}>
        {faultOf('others') && (
          <Text size="sm" c="red">
            {faultOf('others')}
          </Text>
        )}
      </div>
      {others.map((one, index) => (
        <Other
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other identity while they are typed
          key={index}
          rank={index + 2}
          value={one}
          onChange={(next) => put(others.map((other, at) => (at === index ? next : other)))}
          onRemove={() => put(others.filter((_, at) => at !== index))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          disabled={others.length >= MOST[whom]}
          onClick={() => put([...others, nobodyYet(whom === 'household' ? form.values.familyName : '')])}
        >
          {t('others.add')}
        </Button>
      </Group>
    </Section>
  );
}

interface OtherProps {
  rank: number;
  value: OtherPerson;
  onChange: (next: OtherPerson) => void;
  onRemove: () => void;
}

function Other({ rank, value, onChange, onRemove }: OtherProps) {
  const t = useTexts();
  const typed = (key: 'familyName' | 'givenName' | 'birth') => ({
    label: t(`others.${key}`, { rank }),
    withAsterisk: true,
    autoComplete: 'off',
    maxLength: 80,
    value: value[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [key]: event.currentTarget.value }),
  });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput {...typed('familyName')} />
      <TextInput {...typed('givenName')} />
      <TextInput {...typed('birth')} description={t('person.birthHint')} />
      <OneOfChips
        legend={t('others.sex', { rank })}
        required
        options={useSexOptions()}
        value={value.sex}
        onChange={(sex) => onChange({ ...value, sex })}
      />
      <Button variant="subtle" onClick={onRemove} style={{ justifySelf: 'start' }}>
        {t('others.remove', { rank })}
      </Button>
    </SimpleGrid>
  );
}
