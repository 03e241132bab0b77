import { memo } from 'react';
import { ProfessionalField } from '@/directory/professional-field';
import { Section, type SectionProps, sameAnswers } from './section';
import { useTexts } from './texts';

const DOCTOR = '10';

/** Asked first and alone for a médecin traitant; for any other need he is told how it ends. */
function UsualDoctor({ form }: Pick<SectionProps, 'form'>) {
  const t = useTexts();
  const { kind, usualProfessionalId } = form.values;
  const isSearch = kind === 'medecin_traitant';
  return (
    <Section title={t('usual.legend')}>
      <ProfessionalField
        label={t(isSearch ? 'usual.followed' : 'usual.own')}
        description={t(isSearch ? 'usual.followedHint' : 'usual.ownHint')}
        profession={DOCTOR}
        maw={560}
        value={usualProfessionalId}
        onChange={(id) => form.setFieldValue('usualProfessionalId', id)}
      />
    </Section>
  );
}

export const UsualDoctorSection = memo(UsualDoctor, sameAnswers('kind', 'usualProfessionalId'));
