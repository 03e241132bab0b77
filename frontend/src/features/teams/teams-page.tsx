import {
  Anchor,
  Badge,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRole, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { codeLabel } from '@/lib/i18n';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { exportPath, KINDS, type Team, type TeamsSearch, teamsQuery } from './queries';
import { TeamDialog } from './team-dialog';
import { useTexts } from './texts';

interface TeamsPageProps {
  search: TeamsSearch;
  onSearch: (search: TeamsSearch) => void;
}

/** Brigades and centres that the CPTS carries, and how many people they still need. */
export function TeamsPage({ search, onSearch }: TeamsPageProps) {
  const t = useTexts();
  const mayMake = hasRole(useSession(), 'secretary', 'care_coordinator', 'director');
  const query = useInfiniteQuery(teamsQuery(search));
  const [isMaking, setMaking] = useState(false);
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <>
          <ExportButton path={exportPath(search)} name="equipes" />
          {mayMake && <Button onClick={() => setMaking(true)}>{t('make.open')}</Button>}
        </>
      }
    >
      <Filters search={search} onSearch={onSearch} />
      <KeysetList query={query} empty={<EmptyFace>{t(search.fermees ? 'emptyClosed' : 'empty')}</EmptyFace>}>
        {(teams) => (
          <Stack gap="sm">
            {teams.map((one) => (
              <TeamCard key={one.team_id} team={one} />
            ))}
          </Stack>
        )}
      </KeysetList>
      {isMaking && <TeamDialog team={null} onClose={() => setMaking(false)} />}
    </Page>
  );
}

function Filters({ search, onSearch }: TeamsPageProps) {
  const t = useTexts();
  return (
    <Group gap="md" align="flex-end" className="no-print">
      <NativeSelect
        label={t('filters.kind')}
        value={search.genre ?? ''}
        data={[
          { value: '', label: t('filters.any') },
          ...KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
        ]}
        onChange={(event) =>
          onSearch({ ...search, genre: KINDS.find((one) => one === event.currentTarget.value) })
        }
      />
      <Checkbox
        label={t('filters.closed')}
        checked={search.fermees ?? false}
        onChange={(event) => onSearch({ ...search, fermees: event.currentTarget.checked || undefined })}
      />
    </Group>
  );
}

function TeamCard({ team }: { team: Team }) {
  const t = useTexts();
  return (
    <Paper withBorder p="sm" component="section" aria-label={team.label}>
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start">
          <Title order={2} size="h5">
            <Anchor
              inherit
              renderRoot={(props) => <Link to={PATHS.team} params={{ id: team.team_id }} {...props} />}
            >
              {team.label}
            </Anchor>
          </Title>
          <Badge variant="outline">{t(`kind.${team.kind}`)}</Badge>
        </Group>
        <Text size="sm">
          {[codeLabel('bookingReason', team.reason_code), team.commune_name, team.lead_name]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Group gap={6}>
          {team.seats_open > 0 && (
            <Badge variant="light" color="petrole">
              {t('seats.open', { count: team.seats_open })}
            </Badge>
          )}
          {team.seats_claimed > 0 && (
            <Badge variant="light" color="ambre">
              {t('seats.claimed', { count: team.seats_claimed })}
            </Badge>
          )}
          {team.seats_confirmed > 0 && (
            <Badge variant="light" color="vert">
              {t('seats.confirmed', { count: team.seats_confirmed })}
            </Badge>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
