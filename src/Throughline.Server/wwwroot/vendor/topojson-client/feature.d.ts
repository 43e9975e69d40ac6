// For the type check. Ours, not the library's.
export default function feature(topology: any, object: any): any;
