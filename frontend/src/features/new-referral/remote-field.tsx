import { NativeSelect } from '@mantine/core';
import type { BesideThePerson } from '@/api/types';
import { useCodes } from '@/lib/i18n';
import { OneOfChips } from '@/ui/chips-field';
import type { SectionProps } from './section';
import { useTexts } from './texts';

const BESIDE: BesideThePerson[] = ['relative', 'nurse', 'pharmacist', 'staff'];

/** Whether the person accepts a teleconsultation or can be seen in no other way, and who is beside her then. */
export function RemoteField({ form }: Pick<SectionProps, 'form'>) {
  const t = useTexts();
  const codes = useCodes();
  const { values } = form;
  return (
    <>
      <OneOfChips
        legend={t('constraints.remote')}
        options={[
          { value: 'none', label: t('constraints.remoteNo') },
          { value: 'accepted', label: codes('constraint.teleconsultation_accepted') },
          { value: 'required', label: codes('constraint.teleconsultation_required') },
        ]}
        value={values.teleconsultation}
        onChange={(next) => form.setFieldValue('teleconsultation', next)}
      />
      {values.teleconsultation !== 'none' && (
        <NativeSelect
          label={t('constraints.beside')}
          maw={420}
          data={[
            { value: '', label: t('constraints.besideNobody') },
            ...BESIDE.map((value) => ({ value, label: codes(`constraint.with_${value}`) })),
          ]}
          value={values.accompaniedBy ?? ''}
          onChange={(event) =>
            form.setFieldValue('accompaniedBy', (event.currentTarget.value || null) as BesideThePerson | null)
          }
        />
      )}
    </>
  );
}
