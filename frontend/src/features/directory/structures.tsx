import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { useDirectoryTexts } from '@/directory/texts';
import { kilometres, phone } from '@/lib/typography';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { type FiltersProps, StructureFilters } from './filters';
import { ListWithMap } from './list-with-map';
import { structuresQuery } from './queries';
import classes from './rows.module.css';

export function Structures(filters: FiltersProps) {
  const t = useDirectoryTexts();
  const query = useInfiniteQuery(structuresQuery(filters.search));
  const [selected, setSelected] = useState<string | null>(null);
  const found = query.data?.pages.flatMap((page) => page.items) ?? [];
  const markers = found.flatMap(({ structure_key: id, lat, lon, name }) =>
    lat != null && lon != null ? [{ id, lat, lon, label: name, highlighted: true }] : [],
  );
  return (
    <>
      <StructureFilters {...filters} />
      <ListWithMap
        markers={markers}
        selectedId={selected}
        onSelect={(id) => {
          setSelected(id);
          document.getElementById(`row-${id}`)?.scrollIntoView({ block: 'center' });
        }}
        list={
          <KeysetList
            query={query}
            empty={
              <EmptyFace>
                <Text fw={600}>{t('emptyStructures.title')}</Text>
                <Text c="dimmed">{t('emptyStructures.text')}</Text>
              </EmptyFace>
            }
          >
            {(items) => (
              <ul className={classes.rows}>
                {items.map((structure) => (
                  <li
                    key={structure.structure_key}
                    id={`row-${structure.structure_key}`}
                    className={classes.row}
                    data-selected={structure.structure_key === selected || undefined}
                  >
                    <Link
                      to={PATHS.structure}
                      params={{ id: structure.structure_key }}
                      className={classes.link}
                      onFocus={() => setSelected(structure.structure_key)}
                      onMouseEnter={() => setSelected(structure.structure_key)}
                    >
                      <b>{structure.name}</b>
                      <span className={classes.detail}>
                        {[
                          structure.category_label,
                          structure.commune_name,
                          structure.phone && phone(structure.phone),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                        {structure.distance_km != null &&
                          ` · ${t('row.distance', { distance: kilometres(structure.distance_km) })}`}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </KeysetList>
        }
      />
    </>
  );
}
