import { Anchor, Button, Group, Select, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { professionsQuery } from '@/directory/queries';
import { shortDayAndHour } from '@/lib/dates';
import { namesQuery, numbersQuery } from '@/referral/queries';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import classes from './snp.module.css';
import { exportPath, type Wish, wishesQuery } from './wish-queries';
import { WishRow } from './wish-row';
import { WISH_VIEWS, type WishesSearch } from './wish-search';
import { useWishTexts } from './wish-texts';

interface WishesPageProps {
  search: WishesSearch;
  onSearch: (search: WishesSearch) => void;
}

/** Whom to call, in order, with the slots that are free for each now; booked in two clicks. */
export function WishesPage({ search, onSearch }: WishesPageProps) {
  const t = useWishTexts();
  const query = useInfiniteQuery(wishesQuery(search));
  const professions = useQuery(professionsQuery);
  return (
    <Page
      title={t('title')}
      subtitle={t('lead')}
      actions={
        <>
          <Anchor renderRoot={(props) => <Link to={PATHS.snp} {...props} />}>{t('agenda')}</Anchor>
          <ExportButton path={exportPath(search)} name="a-rappeler" />
        </>
      }
    >
      <Group gap="sm" align="flex-end" className="no-print">
        <SwitchView
          label={t('lists')}
          value={search.liste}
          onChange={(liste) => onSearch({ ...search, liste })}
          options={WISH_VIEWS.map((value) => ({ value, label: t(`list.${value}`) }))}
        />
        <Select
          label={t('note.profession')}
          placeholder={t('everyProfession')}
          data={(professions.data?.items ?? []).map(({ code, label }) => ({ value: code, label }))}
          value={search.profession ?? null}
          onChange={(profession) => onSearch({ ...search, profession: profession ?? undefined })}
          searchable
          clearable
        />
      </Group>
      <KeysetList
        query={query}
        empty={
          <>
            <Text fw={600}>{t(`empty.${search.liste}`)}</Text>
            <Text c="dimmed">{t('emptyHow')}</Text>
          </>
        }
      >
        {(wishes) => <Rows wishes={wishes} />}
      </KeysetList>
    </Page>
  );
}

function Rows({ wishes }: { wishes: Wish[] }) {
  const t = useWishTexts();
  // Each name given is logged: it is asked for by whoever is about to call, and not by looking.
  const [isNamed, setNamed] = useState(false);
  const ids = [...new Set(wishes.map((one) => one.referral_id))].slice(0, 100);
  const names = useQuery(namesQuery(isNamed ? ids : []));
  const { data: numbers = {} } = useQuery(numbersQuery);
  const nameOf = ({ referral_id: id, noted_at: at }: Wish) => {
    const found = names.data?.names.find((one) => one.referral_id === id);
    if (found) return `${found.given_name} ${found.family_name}`;
    if (names.data?.erased.includes(id)) return t('nameErased');
    return numbers[id] ? t('case', { number: numbers[id] }) : t('unnumbered', { when: shortDayAndHour(at) });
  };
  return (
    <>
      {!isNamed && (
        <Group gap="xs" className="no-print">
          <Button variant="default" onClick={() => setNamed(true)}>
            {t('names')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('namesLogged')}
          </Text>
        </Group>
      )}
      <ol className={classes.slots}>
        {wishes.map((wish) => (
          <WishRow key={wish.wish_id} wish={wish} name={nameOf(wish)} />
        ))}
      </ol>
    </>
  );
}
