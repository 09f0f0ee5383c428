// Where the program answers. The only place in the benches that knows.
export const signIn = '/sign-in';
export const home = '/';
// the members that somebody's right reaches from where they serve
export const members = ({ organisation }) => `/organisations/${organisation}/members`;
export const filtered = (list) => `${list}?state=current`;
export const searched = (list, part) => `${list}?q=${encodeURIComponent(part)}`;
