import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { isoDay, tableDay } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { DescribeDialog } from './describe-dialog';
import { Ledger } from './ledger';
import { buildsRotas, type Rota, type RotasSearch, rotasQuery, swapsQuery } from './queries';
import { RotaView } from './rota-view';
import { useTexts } from './texts';

interface RotasPageProps {
  search: RotasSearch;
  onSearch: (search: RotasSearch) => void;
}

/** Who is on duty which day, who did his part, and the wishes of whoever takes part. */
export function RotasPage({ search, onSearch }: RotasPageProps) {
  const t = useTexts();
  const session = useSession();
  const builds = buildsRotas(session);
  const query = useQuery(rotasQuery);
  const [isMaking, setMaking] = useState(false);
  const rotas = query.data?.items ?? [];
  const shown = rotas.find((rota) => rota.rota_id === search.garde) ?? present(rotas);
  return (
    <Page
      title={t('title')}
      printsTitle={false}
      subtitle={t('subtitle')}
      actions={query.data && <Actions onMake={builds ? () => setMaking(true) : undefined} />}
    >
      <ListFaces
        query={query}
        isEmpty={rotas.length === 0}
        empty={
          <EmptyFace>
            <Text>{t('empty')}</Text>
            {builds && <Text c="dimmed">{t('emptyBuilder')}</Text>}
          </EmptyFace>
        }
      >
        <Stack gap="lg">
          {rotas.length > 1 && shown && (
            <NativeSelect
              className="no-print"
              label={t('choose')}
              maw={480}
              value={shown.rota_id}
              data={rotas.map((rota) => ({ value: rota.rota_id, label: labelOf(t, rota) }))}
              onChange={(event) => onSearch({ garde: event.currentTarget.value })}
            />
          )}
          {shown && (
            <RotaView
              key={shown.rota_id}
              id={shown.rota_id}
              asked={search.mois}
              onMonth={(mois) => onSearch({ ...search, mois })}
              onDropped={() => onSearch({})}
            />
          )}
          <Ledger search={search} onSearch={onSearch} />
        </Stack>
      </ListFaces>
      {isMaking && (
        <DescribeDialog onClose={() => setMaking(false)} onMade={(id) => onSearch({ garde: id })} />
      )}
    </Page>
  );
}

/** The one that runs, else the next to begin, else the last that ended; they come last to begin first. */
function present(rotas: Rota[]): Rota | undefined {
  const today = isoDay(new Date());
  return rotas.filter((rota) => rota.ends_on >= today).at(-1) ?? rotas[0];
}

const labelOf = (t: ReturnType<typeof useTexts>, rota: Rota) =>
  t('option', { name: rota.name, first: tableDay(rota.starts_on), last: tableDay(rota.ends_on) });

function Actions({ onMake }: { onMake?: () => void }) {
  const t = useTexts();
  const common = useCommon();
  const { cpts } = useSession();
  const swaps = useQuery(swapsQuery).data?.items ?? [];
  const open = swaps.filter((swap) => swap.status === 'open').length;
  return (
    <>
      <Button variant="default" renderRoot={(props) => <Link to={PATHS.swaps} {...props} />}>
        {open > 0 ? t('marketCount', { count: open }) : t('market')}
      </Button>
      {cpts && (
        <Button
          variant="default"
          renderRoot={(props) => <Link to={PATHS.onDuty} params={{ id: cpts.id }} {...props} />}
        >
          {t('public')}
        </Button>
      )}
      {onMake && (
        <Button variant="default" renderRoot={(props) => <Link to={PATHS.publicPage} {...props} />}>
          {t('editPublic')}
        </Button>
      )}
      <Button variant="default" onClick={() => window.print()}>
        {common('actions.print')}
      </Button>
      {onMake && <Button onClick={onMake}>{t('make.act')}</Button>}
    </>
  );
}
