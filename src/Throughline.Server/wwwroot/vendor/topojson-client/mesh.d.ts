// For the type check. Ours, not the library's.
export default function mesh(topology: any, object: any, filter: (a: any, b: any) => boolean): any;
