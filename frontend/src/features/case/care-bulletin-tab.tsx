import { Button, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CareBulletin, Referral } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { BulletinFaces, BulletinGate } from '@/referral/bulletin-frame';
import { Field, FieldList, Ground, IdentityCard } from '@/referral/bulletin-parts';
import { careBulletinQuery } from '@/referral/queries';
import { useReferralTexts } from '@/referral/texts';
import { BulletinEditor } from './bulletin-editor';
import { CARE_WORDS, useWriteCare, wordsOf } from './bulletin-writing';
import { useTexts } from './texts';

export function CareBulletinTab({ referral }: { referral: Referral }) {
  return (
    <BulletinGate>
      <Reading referral={referral} />
    </BulletinGate>
  );
}

function Reading({ referral }: { referral: Referral }) {
  const t = useTexts();
  const bulletin = useQuery(careBulletinQuery(referral.referral_id));
  const [isEditing, setEditing] = useState(false);
  const mayEdit = referral.allowed_acts.includes('care-bulletin');
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data &&
        (isEditing ? (
          <Writing
            bulletin={bulletin.data}
            onReadAgain={() => void bulletin.refetch()}
            onClose={() => setEditing(false)}
          />
        ) : (
          <Stack gap="md">
            <CareBulletinSheet bulletin={bulletin.data} />
            {mayEdit && (
              <Button
                variant="default"
                leftSection={<IconPencil size={18} aria-hidden />}
                style={{ alignSelf: 'flex-start' }}
                onClick={() => setEditing(true)}
              >
                {t('edit.start')}
              </Button>
            )}
          </Stack>
        ))}
    </BulletinFaces>
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
  const isBlank = CARE_WORDS.every((key) => !bulletin[key]);
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
        <Field label={t('bulletin.languages')}>
          {bulletin.language_codes.map((code) => codeLabel('language', code)).join(', ')}
        </Field>
      </FieldList>
      <Text size="sm" c="dimmed">
        {t('bulletin.updated', { day: tableDay(bulletin.updated_at), name: bulletin.updated_by_name })}
      </Text>
    </Stack>
  );
}
