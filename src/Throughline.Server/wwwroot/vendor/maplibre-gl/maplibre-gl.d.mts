// The part of MapLibre GL that the console uses, for the type check. Ours, not the library's.
export type LngLat = { lng: number, lat: number };
export type MapMouseEvent = { point: { x: number, y: number }, lngLat: LngLat };
type Place = LngLat | [number, number];
export class Marker {
  constructor(options?: object);
  setLngLat(at: Place): this;
  addTo(map: Map): this;
  remove(): this;
}
export class Popup {
  constructor(options?: object);
  setLngLat(at: Place): this;
  setDOMContent(content: Node): this;
  addTo(map: Map): this;
  remove(): this;
}
export class NavigationControl { constructor(options?: object); }
export class ScaleControl { constructor(options?: object); }
export class AttributionControl { constructor(options?: object); }
export class Map {
  constructor(options: object);
  touchZoomRotate: { disableRotation(): void };
  on(event: 'mousemove' | 'click', act: (event: MapMouseEvent) => void): void;
  on(event: 'mouseout' | 'idle', act: () => void): void;
  once(event: string, act: () => void): void;
  addControl(control: object, position?: string): void;
  addImage(name: string, image: object, options?: object): void;
  updateImage(name: string, image: object): void;
  getSource(name: string): unknown;
  getCanvas(): HTMLCanvasElement;
  getContainer(): HTMLElement;
  getZoom(): number;
  setPaintProperty(layer: string, name: string, value: unknown): void;
  setLayoutProperty(layer: string, name: string, value: unknown): void;
  setFilter(layer: string, filter: unknown): void;
  queryRenderedFeatures(box: [[number, number], [number, number]], options: { layers: string[] }):
    { source: string, layer: { id: string }, properties: Record<string, any> }[];
  fitBounds(bounds: unknown, options?: object): void;
  easeTo(options: object): void;
  resize(): void;
  triggerRepaint(): void;
}
