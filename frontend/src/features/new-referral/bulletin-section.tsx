import { SimpleGrid, Textarea } from '@mantine/core';
import { memo } from 'react';
import { CARE_WORDS, SOCIAL_WORDS } from '@/referral/answers';
import type { Track } from '@/referral/track';
import { Section, type SectionProps, sameAnswers } from './section';
import { useTexts } from './texts';

interface BulletinProps extends Pick<SectionProps, 'form'> {
  track: Track;
}

/** Free words of the bulletin of this track: sealed, read only with a grant. */
function Bulletin({ form, track }: BulletinProps) {
  const t = useTexts();
  const fields =
    track === 'social'
      ? SOCIAL_WORDS.map((key) => ({ path: `social.${key}`, label: t(`social.${key}`) }))
      : CARE_WORDS.map((key) => ({ path: `care.${key}`, label: t(`care.${key}`) }));
  return (
    <Section title={track === 'social' ? t('social.legend') : t('care.legend')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {fields.map(({ path, label }) => (
          <Textarea
            key={path}
            label={label}
            rows={2}
            resize="vertical"
            maxLength={2000}
            {...form.getInputProps(path)}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}

const sameWords = sameAnswers('care', 'social');

export const BulletinSection = memo(
  Bulletin,
  (before: BulletinProps, after: BulletinProps) => before.track === after.track && sameWords(before, after),
);
