import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CareBulletin } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { BulletinFaces, BulletinGate } from '@/referral/bulletin-frame';
import { Field, FieldList, Ground, IdentityCard } from '@/referral/bulletin-parts';
import { careBulletinQuery } from '@/referral/queries';
import { useReferralTexts } from '@/referral/texts';

const TEXTS = ['difficulty', 'care_asked', 'treatment', 'usual_carers', 'mobility', 'preferences'] as const;

export function CareBulletinTab({ id }: { id: string }) {
  return (
    <BulletinGate>
      <Reading id={id} />
    </BulletinGate>
  );
}

function Reading({ id }: { id: string }) {
  const bulletin = useQuery(careBulletinQuery(id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && <CareBulletinSheet bulletin={bulletin.data} />}
    </BulletinFaces>
  );
}

export function CareBulletinSheet({ bulletin }: { bulletin: CareBulletin }) {
  const t = useReferralTexts();
  const isBlank = TEXTS.every((key) => !bulletin[key]);
  return (
    <Stack gap="md" maw={860}>
      <Ground ground={bulletin.ground} />
      <IdentityCard identity={bulletin.identity} />
      {isBlank && <Text>{t('bulletin.nothing')}</Text>}
      <FieldList>
        {TEXTS.map((key) => (
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
