import { Checkbox, NativeSelect, Text, TextInput } from '@mantine/core';
import type { IdentityReliability, StateIdentity } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ReasonSelect } from '@/ui/reason-select';
import { useReferralTexts } from './texts';

const STATUSES = optionsOf(codes.identityStatus);
const DOCUMENTS = optionsOf(codes.identityDocument);
const OF_NIR = '1.2.250.1.213.1.4.8';
const OF_NIA = '1.2.250.1.213.1.4.9';

type Status = IdentityReliability['status'];
const takesDocument = (status: Status) => status === 'validated' || status === 'qualified';
const takesIns = (status: Status) => status === 'retrieved' || status === 'qualified';

/** What is said of an identity while it is typed. */
export interface IdentityProofs {
  status: Status;
  document: NonNullable<StateIdentity['document']> | null;
  matricule: string;
  isNia: boolean;
}

export const NOTHING_PROVED: IdentityProofs = {
  status: 'provisional',
  document: null,
  matricule: '',
  isNia: false,
};

/** Whether the status lacks a proof that was neither given now nor known before. */
export function lacksProof(proofs: IdentityProofs, known?: IdentityReliability): boolean {
  const { status, document, matricule } = proofs;
  const hasDocument = document !== null || Boolean(known?.document);
  const hasIns = matricule.trim() !== '' || (known !== undefined && takesIns(known.status));
  return (takesDocument(status) && !hasDocument) || (takesIns(status) && !hasIns);
}

/** A proof beside a status that does not have it is left out. */
export function toStateIdentity({ status, document, matricule, isNia }: IdentityProofs): StateIdentity {
  const typed = matricule.replace(/\s/g, '');
  return {
    status,
    document: takesDocument(status) ? document : null,
    ins: takesIns(status) && typed ? { matricule: typed, oid: isNia ? OF_NIA : OF_NIR } : null,
  };
}

interface IdentityFieldsProps {
  value: IdentityProofs;
  onChange: (next: IdentityProofs) => void;
  /** What was proved before. */
  known?: IdentityReliability;
}

/** How sure the identity is (RNIV), and the proof that the chosen status has. */
export function IdentityFields({ value, onChange, known }: IdentityFieldsProps) {
  const t = useReferralTexts();
  const { status } = value;
  const change = (next: Partial<IdentityProofs>) => onChange({ ...value, ...next });
  return (
    <>
      <ReasonSelect
        label={t('identity.status')}
        options={STATUSES}
        value={status}
        onChange={(next) => change({ status: next })}
      />
      {(known || status !== 'provisional') && <Text size="sm">{t(`identity.hint.${status}`)}</Text>}
      {takesDocument(status) && (
        <NativeSelect
          label={t('identity.document')}
          description={
            known?.document_seen_at &&
            t('identity.documentKnown', {
              day: tableDay(known.document_seen_at),
              name: known.document_seen_by_name,
            })
          }
          withAsterisk={!known?.document}
          data={[{ value: '', label: '' }, ...DOCUMENTS]}
          value={value.document ?? ''}
          onChange={(event) =>
            change({ document: (event.currentTarget.value || null) as IdentityProofs['document'] })
          }
        />
      )}
      {takesIns(status) && (
        <>
          <TextInput
            label={t('identity.matricule')}
            description={t(known ? 'identity.matriculeHint' : 'identity.matriculeNew')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={24}
            value={value.matricule}
            onChange={(event) => change({ matricule: event.currentTarget.value })}
          />
          <Checkbox
            label={t('identity.isNia')}
            checked={value.isNia}
            onChange={(event) => change({ isNia: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}
