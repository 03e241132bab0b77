import { Button, Grid, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { KeysetList } from '@/ui/keyset-list';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { SwitchView } from '@/ui/switch-view';
import { MyAvailability } from './my-availability';
import { PublishDialog } from './publish-dialog';
import { keepsPools, ownPractice, replacementsQuery } from './queries';
import { ReplacementCard } from './replacement-card';
import { COVER_VIEWS, type SearchProps } from './search';
import { useTexts } from './texts';
import { Volunteers } from './volunteers';

/** Hours that practices want covered, and who volunteers for them. */
export function PoolsPage({ search, onSearch }: SearchProps) {
  const t = useTexts();
  const session = useSession();
  const query = useInfiniteQuery(replacementsQuery(search));
  const own = ownPractice(session);
  const [isPublishing, setPublishing] = useState(false);
  const publishes = own !== null || keepsPools(session);
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={publishes && <Button onClick={() => setPublishing(true)}>{t('publish.open')}</Button>}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Section title={t('covers')}>
            <Stack gap="sm">
              <SwitchView
                label={t('lists')}
                value={search.liste}
                onChange={(liste) => onSearch({ ...search, liste })}
                options={COVER_VIEWS.map((value) => ({ value, label: t(`list.${value}`) }))}
              />
              <KeysetList query={query} empty={<Text c="dimmed">{t(`empty.${search.liste}`)}</Text>}>
                {(replacements) => (
                  <Stack gap="sm">
                    {replacements.map((one) => (
                      <ReplacementCard key={one.replacement_id} replacement={one} />
                    ))}
                  </Stack>
                )}
              </KeysetList>
            </Stack>
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            {own !== null && (
              <Section title={t('mine.title')}>
                <MyAvailability professionalId={own} />
              </Section>
            )}
            {publishes && (
              <Section title={t('volunteers.title')}>
                <Volunteers search={search} onSearch={onSearch} />
              </Section>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
      {isPublishing && <PublishDialog own={own} onClose={() => setPublishing(false)} />}
    </Page>
  );
}
