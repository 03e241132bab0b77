import { Button, Stack, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
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
      printsTitle={false}
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
                {referral.kind === 'social' ? (
                  <SocialBulletin id={id} number={number} />
                ) : (
                  <CareBulletin id={id} number={number} />
                )}
              </BulletinGate>
            </section>
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

interface OnPaper {
  id: string;
  number: string;
}

/** On a sheet of its own: the one before is given to the person. */
function OwnSheet({ number, children }: { number: string; children: ReactNode }) {
  const t = useTexts();
  return (
    <div style={{ breakBefore: 'page' }}>
      <Title order={2} size="h4" className="print-only" mb="sm">
        {t('print.title', { number })}
      </Title>
      {children}
    </div>
  );
}

function CareBulletin({ id, number }: OnPaper) {
  const bulletin = useQuery(careBulletinQuery(id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && (
        <OwnSheet number={number}>
          <CareBulletinSheet bulletin={bulletin.data} />
        </OwnSheet>
      )}
    </BulletinFaces>
  );
}

function SocialBulletin({ id, number }: OnPaper) {
  const bulletin = useQuery(socialBulletinQuery(id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && (
        <OwnSheet number={number}>
          <SocialBulletinSheet bulletin={bulletin.data} />
        </OwnSheet>
      )}
    </BulletinFaces>
  );
}
