import { useQuery } from '@tanstack/react-query';
import type { CareBulletin, Referral, SocialBulletin } from '@/api/types';
import { CARE_WORDS, SOCIAL_WORDS } from '@/referral/answers';
import { BulletinGate } from '@/referral/bulletin-frame';
import { CareBulletinSheet, SocialBulletinSheet } from '@/referral/bulletin-sheets';
import { CheckIdentity } from '@/referral/check-identity';
import { careBulletinQuery, socialBulletinQuery } from '@/referral/queries';
import { BulletinForm } from './bulletin-form';
import { useWriteCare, useWriteSocial } from './bulletin-writing';
import { EditRights } from './edit-rights';
import { EditableBulletin } from './editable-bulletin';
import { UnpaidActsOfCase } from './unpaid-acts';

interface TabProps {
  referral: Referral;
}

interface WritingProps<B> extends TabProps {
  bulletin: B;
  onReadAgain: () => void;
  onClose: () => void;
}

const isOpen = ({ status }: Referral) => !['closed', 'redirected', 'withdrawn'].includes(status);

export function CareBulletinTab({ referral }: TabProps) {
  return (
    <BulletinGate>
      <CareReading referral={referral} />
    </BulletinGate>
  );
}

function CareReading({ referral }: TabProps) {
  return (
    <EditableBulletin
      query={useQuery(careBulletinQuery(referral.referral_id))}
      mayEdit={referral.allowed_acts.includes('care-bulletin')}
      sheet={(bulletin) => (
        <>
          <CareBulletinSheet bulletin={bulletin} />
          {isOpen(referral) && <CheckIdentity bulletin={bulletin} />}
        </>
      )}
      writing={(bulletin, rest) => <CareWriting referral={referral} bulletin={bulletin} {...rest} />}
    />
  );
}

function CareWriting(props: WritingProps<CareBulletin>) {
  return <BulletinForm sheet="care" words={CARE_WORDS} write={useWriteCare(props.bulletin)} {...props} />;
}

/** Other readers than the care bulletin. */
export function SocialBulletinTab({ referral }: TabProps) {
  return (
    <>
      <BulletinGate>
        <SocialReading referral={referral} />
      </BulletinGate>
      <UnpaidActsOfCase id={referral.referral_id} />
    </>
  );
}

function SocialReading({ referral }: TabProps) {
  const mayEdit = referral.allowed_acts.includes('social-bulletin');
  return (
    <EditableBulletin
      query={useQuery(socialBulletinQuery(referral.referral_id))}
      mayEdit={mayEdit}
      sheet={(bulletin) => (
        <>
          <SocialBulletinSheet bulletin={bulletin} />
          {isOpen(referral) && <CheckIdentity bulletin={bulletin} />}
          {mayEdit && <EditRights bulletin={bulletin} />}
        </>
      )}
      writing={(bulletin, rest) => <SocialWriting referral={referral} bulletin={bulletin} {...rest} />}
    />
  );
}

function SocialWriting(props: WritingProps<SocialBulletin>) {
  return (
    <BulletinForm sheet="social" words={SOCIAL_WORDS} write={useWriteSocial(props.bulletin)} {...props} />
  );
}
