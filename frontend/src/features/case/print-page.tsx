import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { longDay } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import { BulletinFaces, BulletinGate } from '@/referral/bulletin-frame';
import { CareBulletinSheet, SocialBulletinSheet } from '@/referral/bulletin-sheets';
import { careBulletinQuery, referralQuery, socialBulletinQuery } from '@/referral/queries';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { PersonSheet } from './person-sheet';
import { useTexts } from './texts';

/** A4: the sheet given to the person, then the bulletin for whoever may read it. */
export function PrintPage({ id }: { id: string }) {
  const t = useTexts();
  const common = useCommon();
  const query = useQuery(referralQuery(id));
  const referral = query.data;
  const number = referral?.case_number ?? '';
  return (
    <Page
      title={t('print.title', { number })}
      narrow
      actions={
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {common('actions.print')}
        </Button>
      }
    >
      <ListFaces query={query}>
        {referral && (
          <Stack gap="xl">
            <PersonSheet referral={referral} />
            <section>
              <BulletinGate>
                {referral.kind === 'social' ? <SocialBulletin id={id} /> : <CareBulletin id={id} />}
              </BulletinGate>
            </section>
            <Group>
              <Text size="sm" c="dimmed">
                {t('print.printed', { day: longDay(new Date()) })}
              </Text>
            </Group>
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

function CareBulletin({ id }: { id: string }) {
  const bulletin = useQuery(careBulletinQuery(id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && <CareBulletinSheet bulletin={bulletin.data} />}
    </BulletinFaces>
  );
}

function SocialBulletin({ id }: { id: string }) {
  const bulletin = useQuery(socialBulletinQuery(id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && <SocialBulletinSheet bulletin={bulletin.data} />}
    </BulletinFaces>
  );
}
