import { Button, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Referral, SocialBulletin } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { BulletinFaces, BulletinGate } from '@/referral/bulletin-frame';
import { Field, FieldList, Ground, IdentityCard } from '@/referral/bulletin-parts';
import { socialBulletinQuery } from '@/referral/queries';
import { useReferralTexts } from '@/referral/texts';
import { BulletinEditor } from './bulletin-editor';
import { SOCIAL_WORDS, useWriteSocial, wordsOf } from './bulletin-writing';
import { useTexts } from './texts';

export function SocialBulletinTab({ referral }: { referral: Referral }) {
  return (
    <BulletinGate>
      <Reading referral={referral} />
    </BulletinGate>
  );
}

function Reading({ referral }: { referral: Referral }) {
  const t = useTexts();
  const bulletin = useQuery(socialBulletinQuery(referral.referral_id));
  const [isEditing, setEditing] = useState(false);
  const mayEdit = referral.allowed_acts.includes('social-bulletin');
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
            <SocialBulletinSheet bulletin={bulletin.data} />
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
  bulletin: SocialBulletin;
  onReadAgain: () => void;
  onClose: () => void;
}

function Writing({ bulletin, ...rest }: WritingProps) {
  const t = useReferralTexts();
  const write = useWriteSocial(bulletin);
  return (
    <Stack gap="md" maw={860}>
      <IdentityCard identity={bulletin.identity} />
      <BulletinEditor
        fields={SOCIAL_WORDS.map((key) => ({ key, label: t(`bulletin.${key}`) }))}
        stored={wordsOf(SOCIAL_WORDS, bulletin)}
        write={write}
        {...rest}
      />
    </Stack>
  );
}

export function SocialBulletinSheet({ bulletin }: { bulletin: SocialBulletin }) {
  const t = useReferralTexts();
  const codes = useCodes();
  return (
    <Stack gap="md" maw={860}>
      <Ground ground={bulletin.ground} />
      <IdentityCard identity={bulletin.identity} />
      <FieldList>
        <Field label={t('bulletin.cover')}>{codes(`cover.${bulletin.cover}`)}</Field>
        {SOCIAL_WORDS.map((key) => (
          <Field key={key} label={t(`bulletin.${key}`)}>
            {bulletin[key]}
          </Field>
        ))}
      </FieldList>
      <Text size="sm" c="dimmed">
        {t('bulletin.updated', { day: tableDay(bulletin.updated_at), name: bulletin.updated_by_name })}
      </Text>
    </Stack>
  );
}
