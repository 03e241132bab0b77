import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Referral, SocialBulletin } from '@/api/types';
import { SOCIAL_WORDS } from '@/referral/answers';
import { BulletinGate } from '@/referral/bulletin-frame';
import { IdentityCard } from '@/referral/bulletin-parts';
import { SocialBulletinSheet } from '@/referral/bulletin-sheets';
import { socialBulletinQuery } from '@/referral/queries';
import { questionsIn } from '@/referral/short-form';
import { useReferralTexts } from '@/referral/texts';
import { BulletinEditor } from './bulletin-editor';
import { useWriteSocial, wordsOf } from './bulletin-writing';
import { EditableBulletin } from './editable-bulletin';

export function SocialBulletinTab({ referral }: { referral: Referral }) {
  return (
    <BulletinGate>
      <Reading referral={referral} />
    </BulletinGate>
  );
}

function Reading({ referral }: { referral: Referral }) {
  return (
    <EditableBulletin
      query={useQuery(socialBulletinQuery(referral.referral_id))}
      mayEdit={referral.allowed_acts.includes('social-bulletin')}
      sheet={(bulletin) => <SocialBulletinSheet bulletin={bulletin} />}
      writing={(bulletin, rest) => <Writing referral={referral} bulletin={bulletin} {...rest} />}
    />
  );
}

interface WritingProps {
  referral: Referral;
  bulletin: SocialBulletin;
  onReadAgain: () => void;
  onClose: () => void;
}

function Writing({ referral, bulletin, ...rest }: WritingProps) {
  const t = useReferralTexts();
  const write = useWriteSocial(bulletin);
  return (
    <Stack gap="md" maw={860}>
      <IdentityCard identity={bulletin.identity} />
      <BulletinEditor
        fields={SOCIAL_WORDS.map((key) => ({ key, label: t(`bulletin.${key}`) }))}
        stored={wordsOf(SOCIAL_WORDS, bulletin)}
        questions={questionsIn('social', referral.kind, referral.need_codes)}
        storedAnswers={bulletin.answers}
        write={write}
        {...rest}
      />
    </Stack>
  );
}
