// What scripts add to the desk. Every page works without them.

import "./desk/asked.js";
import "./desk/drafts.js";
import "./desk/fields.js";
import "./desk/files.js";
import "./desk/focus.js";
import "./desk/keys.js";
import "./desk/mentions.js";
import "./desk/select.js";
import "./desk/tags.js";
import "./desk/trouble.js";
import "./upload.js";
