import { Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { exact, shortDayAndHour } from '@/lib/dates';
import { ColumnHeads } from '@/ui/column-heads';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { callsQuery } from './systems-queries';
import { useTexts } from './texts';

/** What one software asked, newest first, and why it was refused. */
export function SystemCalls({ systemId }: { systemId: string }) {
  const t = useTexts();
  const query = useInfiniteQuery(callsQuery(systemId));
  return (
    <KeysetList query={query} empty={<EmptyFace>{t('systems.calls.empty')}</EmptyFace>}>
      {(calls) => (
        <Table.ScrollContainer minWidth={420}>
          <Table>
            <ColumnHeads
              columns={[t('systems.calls.at'), t('systems.calls.asked'), t('systems.calls.answer')]}
            />
            <Table.Tbody>
              {calls.map((call) => (
                <Table.Tr key={`${call.at}${call.path}${call.status}`}>
                  <Table.Td title={exact(call.at)}>{shortDayAndHour(call.at)}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {call.method} {call.path}
                  </Table.Td>
                  <Table.Td>
                    {call.status ?? t('systems.calls.unanswered')}
                    {call.reason && (
                      <Text size="sm" c="dimmed">
                        {call.reason}
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </KeysetList>
  );
}
