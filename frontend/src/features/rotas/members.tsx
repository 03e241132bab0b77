import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { ProfessionalField } from '@/directory/professional-field';
import { decimal } from '@/lib/typography';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { Section } from '@/ui/section';
import { WideTable } from '@/ui/wide-table';
import { buildsRotas, type Member, type RotaDetail, useJoin, useLeave } from './queries';
import { TermsDialog } from './terms-dialog';
import { useTexts } from './texts';

/** Who takes part, with the part of each beside what he has: the fairness of this rota, in figures. */
export function Members({ detail }: { detail: RotaDetail }) {
  const t = useTexts();
  const leave = useLeave(detail.rota.rota_id);
  const [terms, setTerms] = useState<Member | null>(null);
  const edits = buildsRotas(useSession()) && detail.rota.status === 'draft';
  return (
    <div className="no-print">
      <Section title={t('members.title')}>
        {edits && <AddMember detail={detail} />}
        {detail.members.length === 0 ? (
          <Text c="dimmed">{t('members.none')}</Text>
        ) : (
          <WideTable
            label={t('members.caption')}
            minWidth={560}
            columns={[
              ...(['who', 'share', 'duties', 'quota', 'burden'] as const).map((one) => t(`members.${one}`)),
              ...(edits ? [t('month.act')] : []),
            ]}
          >
            {detail.members.map((one) => (
              <Table.Tr key={one.professional_id}>
                <Table.Th scope="row" fw={400}>
                  {one.professional_name ?? one.professional_id}
                  {one.skills.length > 0 && (
                    <Text size="sm" c="dimmed">
                      {one.skills.map((skill) => t(`skill.${skill}`)).join(', ')}
                    </Text>
                  )}
                </Table.Th>
                <Table.Td>{t('members.percent', { share: one.share })}</Table.Td>
                <Table.Td>{one.duties}</Table.Td>
                <Table.Td>{decimal(one.quota)}</Table.Td>
                <Table.Td>{one.burden}</Table.Td>
                {edits && (
                  <Table.Td>
                    <Button variant="subtle" size="compact-sm" onClick={() => setTerms(one)}>
                      {t('members.terms')}
                      <span className="vh"> {one.professional_name}</span>
                    </Button>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      onClick={() =>
                        leave.mutate(one.professional_id, {
                          onSuccess: () => notifyDone(t('members.removed')),
                          onError: notifyRefusal,
                        })
                      }
                    >
                      {t('members.remove')}
                      <span className="vh"> {one.professional_name}</span>
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </WideTable>
        )}
      </Section>
      {terms && <TermsDialog rotaId={detail.rota.rota_id} member={terms} onClose={() => setTerms(null)} />}
    </div>
  );
}

function AddMember({ detail }: { detail: RotaDetail }) {
  const t = useTexts();
  const join = useJoin(detail.rota.rota_id);
  const [chosen, setChosen] = useState<string | null>(null);
  const add = () =>
    chosen &&
    join.mutate(
      { id: chosen, share: 100, skills: [] },
      {
        onSuccess: () => {
          setChosen(null);
          notifyDone(t('members.added'));
        },
        onError: notifyRefusal,
      },
    );
  return (
    <Group align="flex-end" gap="xs" mb="sm">
      <ProfessionalField label={t('members.add')} value={chosen} onChange={setChosen} w={320} />
      <Button variant="default" disabled={!chosen} loading={join.isPending} onClick={add}>
        {t('members.addAct')}
      </Button>
    </Group>
  );
}
