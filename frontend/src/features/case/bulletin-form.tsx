import { Stack } from '@mantine/core';
import type { CareBulletin, Referral } from '@/api/types';
import type { CARE_WORDS, SOCIAL_WORDS } from '@/referral/answers';
import { IdentityCard } from '@/referral/bulletin-parts';
import { questionsIn } from '@/referral/short-form';
import { useReferralTexts } from '@/referral/texts';
import { BulletinEditor } from './bulletin-editor';
import { type Words, type WriteBulletin, wordsOf } from './bulletin-writing';

type Word = (typeof CARE_WORDS)[number] | (typeof SOCIAL_WORDS)[number];

interface BulletinFormProps<K extends Word> {
  referral: Referral;
  sheet: 'care' | 'social';
  words: readonly K[];
  bulletin: Words<K> & Pick<CareBulletin, 'identity' | 'answers'>;
  write: WriteBulletin<K>;
  onReadAgain: () => void;
  onClose: () => void;
}

/** Whose bulletin it is stays in sight while it is written again. */
export function BulletinForm<K extends Word>(props: BulletinFormProps<K>) {
  const { referral, sheet, words, bulletin, ...rest } = props;
  const t = useReferralTexts();
  const labelOf = (word: Word) => t(`bulletin.${word}`);
  return (
    <Stack gap="md" maw={860}>
      <IdentityCard identity={bulletin.identity} />
      <BulletinEditor
        fields={words.map((key) => ({ key, label: labelOf(key) }))}
        stored={wordsOf(words, bulletin)}
        questions={questionsIn(sheet, referral.kind, referral.need_codes)}
        storedAnswers={bulletin.answers}
        {...rest}
      />
    </Stack>
  );
}
