import { Badge, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { components } from '@/api/directory.gen';
import { PATHS } from '@/app/paths';
import { OfferBadges } from '@/directory/offer-facts';
import { useDirectoryTexts } from '@/directory/texts';
import { fullName, kilometres } from '@/lib/typography';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { type FiltersProps, ProfessionalFilters } from './filters';
import { ListWithMap } from './list-with-map';
import { professionalsQuery } from './queries';
import classes from './rows.module.css';

type Found = components['schemas']['FoundProfessional'];

export function Professionals(filters: FiltersProps) {
  const t = useDirectoryTexts();
  const query = useInfiniteQuery(professionalsQuery(filters.search));
  const [selected, setSelected] = useState<string | null>(null);
  const found = query.data?.pages.flatMap((page) => page.items) ?? [];
  const markers = found.flatMap(({ professional_id: id, place, ...person }) =>
    place?.lat != null && place.lon != null
      ? [
          {
            id,
            lat: place.lat,
            lon: place.lon,
            label: fullName(person),
            highlighted: person.accepts_new_patients === true,
          },
        ]
      : [],
  );
  function select(id: string) {
    setSelected(id);
    document.getElementById(`row-${id}`)?.scrollIntoView({ block: 'center' });
  }
  return (
    <>
      <ProfessionalFilters {...filters} />
      <ListWithMap
        markers={markers}
        selectedId={selected}
        onSelect={select}
        list={
          <KeysetList
            query={query}
            empty={
              <EmptyFace>
                <Text fw={600}>{t('empty.title')}</Text>
                <Text c="dimmed">{t('empty.text')}</Text>
              </EmptyFace>
            }
          >
            {(items) => (
              <ul className={classes.rows}>
                {items.map((person) => (
                  <Row
                    key={person.professional_id}
                    person={person}
                    isSelected={person.professional_id === selected}
                    onPoint={() => setSelected(person.professional_id)}
                  />
                ))}
              </ul>
            )}
          </KeysetList>
        }
      />
    </>
  );
}

function Row({ person, isSelected, onPoint }: { person: Found; isSelected: boolean; onPoint: () => void }) {
  const t = useDirectoryTexts();
  const speciality = person.specialty_labels.join(', ') || person.profession_label;
  return (
    <li id={`row-${person.professional_id}`} className={classes.row} data-selected={isSelected || undefined}>
      <Link
        to={PATHS.professional}
        params={{ id: person.professional_id }}
        className={classes.link}
        onMouseEnter={onPoint}
        onFocus={onPoint}
      >
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <b>{fullName(person)}</b>
          {person.is_member && (
            <Badge variant="light" style={{ flexShrink: 0 }}>
              {t('row.member')}
            </Badge>
          )}
        </Group>
        <span className={classes.detail}>
          {[speciality, person.place?.commune_name].filter(Boolean).join(' · ')}
          {person.distance_km != null &&
            ` · ${t('row.distance', { distance: kilometres(person.distance_km) })}`}
        </span>
        <OfferBadges offer={person} profession={person.profession_code} />
      </Link>
    </li>
  );
}
