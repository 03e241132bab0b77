import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CareBulletin, Referral } from '@/api/types';
import { CARE_WORDS } from '@/referral/answers';
import { BulletinGate } from '@/referral/bulletin-frame';
import { IdentityCard } from '@/referral/bulletin-parts';
import { CareBulletinSheet } from '@/referral/bulletin-sheets';
import { careBulletinQuery } from '@/referral/queries';
import { questionsIn } from '@/referral/short-form';
import { useReferralTexts } from '@/referral/texts';
import { BulletinEditor } from './bulletin-editor';
import { useWriteCare, wordsOf } from './bulletin-writing';
import { EditableBulletin } from './editable-bulletin';

export function CareBulletinTab({ referral }: { referral: Referral }) {
  return (
    <BulletinGate>
      <Reading referral={referral} />
    </BulletinGate>
  );
}

function Reading({ referral }: { referral: Referral }) {
  return (
    <EditableBulletin
      query={useQuery(careBulletinQuery(referral.referral_id))}
      mayEdit={referral.allowed_acts.includes('care-bulletin')}
      sheet={(bulletin) => <CareBulletinSheet bulletin={bulletin} />}
      writing={(bulletin, rest) => <Writing referral={referral} bulletin={bulletin} {...rest} />}
    />
  );
}

interface WritingProps {
  referral: Referral;
  bulletin: CareBulletin;
  onReadAgain: () => void;
  onClose: () => void;
}

function Writing({ referral, bulletin, ...rest }: WritingProps) {
  const t = useReferralTexts();
  const write = useWriteCare(bulletin);
  return (
    <Stack gap="md" maw={860}>
      <IdentityCard identity={bulletin.identity} />
      <BulletinEditor
        fields={CARE_WORDS.map((key) => ({ key, label: t(`bulletin.${key}`) }))}
        stored={wordsOf(CARE_WORDS, bulletin)}
        questions={questionsIn('care', referral.kind, referral.need_codes)}
        storedAnswers={bulletin.answers}
        write={write}
        {...rest}
      />
    </Stack>
  );
}
