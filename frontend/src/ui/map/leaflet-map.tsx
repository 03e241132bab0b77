import type { FeatureCollection } from 'geojson';
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef } from 'react';
import { useCommon } from '@/lib/i18n';

export type Outlines = FeatureCollection;

export interface Marker {
  id: string;
  lat: number;
  lon: number;
  label: string;
  /** Drawn in petrol when true, in slate otherwise. */
  highlighted?: boolean;
}

interface LeafletMapProps {
  outlines?: Outlines;
  markers?: Marker[];
  selectedId?: string | null;
  onSelect?: (id: string) => void;
  tileUrl?: string;
}

const OUTLINE = { color: '#8397a6', weight: 1, fillColor: '#eef2f5', fillOpacity: 1 };

export default function LeafletMap({
  outlines,
  markers = [],
  selectedId,
  onSelect,
  tileUrl,
}: LeafletMapProps) {
  const t = useCommon();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map>(null);
  const points = useRef<L.LayerGroup>(null);
  const select = useRef(onSelect);
  select.current = onSelect;

  useEffect(() => {
    if (!box.current) return;
    // Leaflet ends a zoom by a timer that outlives the map, and breaks when the page was left meanwhile.
    const created = L.map(box.current, { zoomControl: false, zoomAnimation: false });
    created.attributionControl.setPrefix(false);
    created.setView([46.6, 2.4], 6);
    L.control.zoom({ zoomInTitle: t('map.zoomIn'), zoomOutTitle: t('map.zoomOut') }).addTo(created);
    if (tileUrl) L.tileLayer(tileUrl, { attribution: '© IGN' }).addTo(created);
    points.current = L.layerGroup().addTo(created);
    map.current = created;
    return () => {
      created.remove();
      map.current = null;
    };
  }, [t, tileUrl]);

  useEffect(() => {
    if (!outlines || !map.current) return;
    const layer = L.geoJSON(outlines, {
      style: tileUrl ? { ...OUTLINE, fillOpacity: 0 } : OUTLINE,
      interactive: false,
      attribution: t('map.attribution'),
    }).addTo(map.current);
    layer.bringToBack();
    if (layer.getBounds().isValid()) map.current.fitBounds(layer.getBounds());
    return () => {
      layer.remove();
    };
  }, [outlines, t, tileUrl]);

  useEffect(() => {
    const group = points.current;
    if (!group) return;
    group.clearLayers();
    for (const marker of markers) {
      const isSelected = marker.id === selectedId;
      L.circleMarker([marker.lat, marker.lon], {
        radius: isSelected ? 10 : 6,
        color: isSelected ? '#16212b' : '#fff',
        weight: 2,
        fillColor: marker.highlighted ? '#0b5c68' : '#5f6e7b',
        fillOpacity: 1,
      })
        .bindTooltip(marker.label)
        .on('click', () => select.current?.(marker.id))
        .addTo(group);
    }
  }, [markers, selectedId]);

  return (
    <section aria-label={t('map.label')} style={{ height: '100%' }}>
      <div
        ref={box}
        style={{ height: '100%', background: '#dde7ee', borderRadius: 4, isolation: 'isolate' }}
      />
    </section>
  );
}
