// What scripts add to the desk. Every page works without them.

import "./desk/fields.js";
import "./desk/focus.js";
import "./desk/keys.js";
import "./desk/trouble.js";
