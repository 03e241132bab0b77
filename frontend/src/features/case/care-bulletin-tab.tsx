import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CareBulletin, Referral } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { AnswerFields, References } from '@/referral/answer-fields';
import { CARE_WORDS } from '@/referral/answers';
import { BulletinGate } from '@/referral/bulletin-frame';
import { Field, FieldList, Ground, IdentityCard } from '@/referral/bulletin-parts';
import { careBulletinQuery } from '@/referral/queries';
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
      writing={(bulletin, rest) => <Writing bulletin={bulletin} {...rest} />}
    />
  );
}

interface WritingProps {
  bulletin: CareBulletin;
  onReadAgain: () => void;
  onClose: () => void;
}

function Writing({ bulletin, ...rest }: WritingProps) {
  const t = useReferralTexts();
  const write = useWriteCare(bulletin);
  return (
    <Stack gap="md" maw={860}>
      <IdentityCard identity={bulletin.identity} />
      <BulletinEditor
        fields={CARE_WORDS.map((key) => ({ key, label: t(`bulletin.${key}`) }))}
        stored={wordsOf(CARE_WORDS, bulletin)}
        write={write}
        {...rest}
      />
    </Stack>
  );
}

export function CareBulletinSheet({ bulletin }: { bulletin: CareBulletin }) {
  const t = useReferralTexts();
  const isBlank = CARE_WORDS.every((key) => !bulletin[key]) && Object.keys(bulletin.answers).length === 0;
  return (
    <Stack gap="md" maw={860}>
      <Ground ground={bulletin.ground} />
      <IdentityCard identity={bulletin.identity} />
      {isBlank && <Text>{t('bulletin.nothing')}</Text>}
      <FieldList>
        {CARE_WORDS.map((key) => (
          <Field key={key} label={t(`bulletin.${key}`)}>
            {bulletin[key]}
          </Field>
        ))}
        <AnswerFields answers={bulletin.answers} />
        <Field label={t('bulletin.languages')}>
          {bulletin.language_codes.map((code) => codeLabel('language', code)).join(', ')}
        </Field>
      </FieldList>
      <References links={bulletin.links} />
      <Text size="sm" c="dimmed">
        {t('bulletin.updated', { day: tableDay(bulletin.updated_at), name: bulletin.updated_by_name })}
      </Text>
    </Stack>
  );
}
