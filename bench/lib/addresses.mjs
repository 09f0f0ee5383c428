// Where the program answers. The only place in the benches that knows.
export const signIn = '/sign-in';
export const home = '/';
export const members = '/members';
export const filtered = (list) => `${list}?state=current`;
export const searched = (list, part) => `${list}?search=${encodeURIComponent(part)}`;
