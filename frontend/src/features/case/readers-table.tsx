import { Table, Text, Title } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { components } from '@/api/referral.gen';
import { useHandoverTexts } from '@/handover/texts';
import { tableDay } from '@/lib/dates';
import { codeLabel, useCodes } from '@/lib/i18n';
import { referralKey } from '@/referral/queries';
import { ColumnHeads } from '@/ui/column-heads';
import { ListFaces } from '@/ui/list-faces';

type Reader = components['schemas']['ReaderOut'];

export const readersQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'readers'],
    retry: false,
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/readers', {
          params: { path: { referral_id: id } },
        }),
      ),
  });

/** Who may read which bulletin now, and why. Shown to those to whom the reading log is. */
export function ReadersTable({ id }: { id: string }) {
  const t = useHandoverTexts();
  const codes = useCodes();
  const query = useQuery(readersQuery(id));
  const items = query.data?.items ?? [];
  // Neither its coordinator nor its author: who else reads is not theirs to know.
  if (query.error && asProblem(query.error).status === 404) return null;
  const nameOf = ({ role, name }: Reader) =>
    role === 'author' ? t('readers.author', { name }) : role ? codes(`role.${role}`) : name;
  const reasonOf = ({ role, ground }: Reader) =>
    role ? codes(`readerGround.${role}`) : codeLabel('ground', ground);
  return (
    <section aria-labelledby="lecteurs">
      <Title order={2} size="h4" id="lecteurs" mb="xs">
        {t('readers.title')}
      </Title>
      <ListFaces query={query} isEmpty={items.length === 0} empty={<Text>{t('readers.empty')}</Text>}>
        <Table.ScrollContainer minWidth={280}>
          <Table>
            <ColumnHeads columns={[t('readers.name'), t('readers.what'), t('readers.why')]} />
            <Table.Tbody>
              {items.map((one) => (
                <Table.Tr key={`${one.role}${one.name}${one.bulletin}${one.opened_at}`}>
                  <Table.Td>{nameOf(one)}</Table.Td>
                  <Table.Td>
                    {one.bulletin === 'name' ? t('readers.nameOnly') : codes(`told.${one.bulletin}`)}
                  </Table.Td>
                  <Table.Td>
                    {reasonOf(one)}
                    {one.expires_at && `, ${t('readers.until', { day: tableDay(one.expires_at) })}`}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </ListFaces>
    </section>
  );
}
