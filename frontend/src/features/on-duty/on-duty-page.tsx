import { Anchor, Button, Container, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';
import { hour, longDay, tableDay } from '@/lib/dates';
import { phone, phoneLink } from '@/lib/typography';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { AdviceList } from './advice-list';
import classes from './on-duty-page.module.css';
import { codePath, onDutyQuery, type PublicDuty, publicInformationQuery } from './queries';
import { RecoursesList } from './recourses-list';
import { useTexts } from './texts';

const ALWAYS = ['vital', 'closed', 'deaf', 'pharmacy'] as const;

/** An address that was mistyped, or of a CPTS that is no more. */
const UNKNOWN = [404, 422];

/** Open to everybody: how care is reached in this territory, what to do, and which practice is on duty. */
export function OnDutyPage({ cptsId }: { cptsId: string }) {
  const t = useTexts();
  const duties = useQuery(onDutyQuery(cptsId));
  const information = useQuery(publicInformationQuery(cptsId));
  const items = duties.data?.items ?? [];
  const said = information.data;
  const isUnknown = duties.error != null && UNKNOWN.includes(asProblem(duties.error).status);
  return (
    <Container size={720} py={{ base: 'md', sm: 32 }} component="main" className={classes.sheet}>
      <Page
        title={t('title')}
        subtitle={duties.data && t('lead', { cpts: duties.data.cpts_name })}
        actions={
          <Button variant="default" onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      >
        {duties.data && <Code cptsId={cptsId} />}
        <Stack gap="lg">
          <Section title={t('always.title')}>
            <List spacing={4}>
              {ALWAYS.map((one) => (
                <List.Item key={one} fw={one === 'vital' ? 700 : undefined}>
                  {t(`always.${one}`)}
                </List.Item>
              ))}
            </List>
          </Section>
          {said?.written_at && (
            <Section title={t('here')}>
              <AdviceList information={said} />
              <Text size="sm" c="dimmed" mt="sm">
                {t('written', { cpts: said.cpts_name, day: tableDay(said.written_at, said.time_zone) })}
              </Text>
            </Section>
          )}
          {said && said.recourses.length > 0 && (
            <Section title={t('recourses')}>
              <RecoursesList recourses={said.recourses} />
            </Section>
          )}
          <Section title={t('duty')}>
            {isUnknown && <EmptyFace>{t('unknown')}</EmptyFace>}
            {!isUnknown && (
              <ListFaces
                query={duties}
                isEmpty={items.length === 0}
                empty={<EmptyFace>{t('empty')}</EmptyFace>}
              >
                <Text mb="sm">{t('call')}</Text>
                <ul className={classes.duties}>
                  {items.map((duty) => (
                    <OnDuty key={`${duty.on} ${duty.from_time} ${duty.professional_name}`} duty={duty} />
                  ))}
                </ul>
              </ListFaces>
            )}
          </Section>
        </Stack>
      </Page>
    </Container>
  );
}

function OnDuty({ duty }: { duty: PublicDuty }) {
  const t = useTexts();
  return (
    <Paper withBorder p="sm" component="li">
      <Title order={3} size="h4">
        {longDay(duty.on)}
      </Title>
      <Text size="sm">
        {t(`kind.${duty.kind}`)}, {t('hours', { from: hour(duty.from_time), to: hour(duty.to_time) })}
      </Text>
      <Text fw={600}>{duty.professional_name}</Text>
      <Text>{[duty.place_label, duty.place_line].filter(Boolean).join(', ')}</Text>
      {duty.practice_phone && (
        <Anchor href={phoneLink(duty.practice_phone)} fw={600}>
          {phone(duty.practice_phone)}
        </Anchor>
      )}
    </Paper>
  );
}

/** On the poster alone: the list on paper ages, the page does not. */
function Code({ cptsId }: { cptsId: string }) {
  const t = useTexts();
  return (
    <div className={`print-only ${classes.code}`}>
      <img src={codePath(cptsId)} alt={t('code')} width={130} height={130} />
      <Text size="sm">{t('scan', { address: window.location.href })}</Text>
    </div>
  );
}
