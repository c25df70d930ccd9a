package bot

// DocID names the document of one person (later also of one server), such as
// "console:me". It is opaque: only the adapter that made it knows its parts.
type DocID string

// ChatID names where messages to a person go. It is opaque.
type ChatID string

// EventID names an event as the platform named it, so that the same press or
// message, delivered twice, is known for the same.
type EventID string

// CommitID names one attempt to save a document. The same ID again is a
// success, so a commit whose answer was lost can be repeated.
type CommitID string

// Version numbers the commits of a document; zero means there is none. It is
// the only fence: a commit says which version it was decided on. The first
// version of a document is above zero and each commit adds one. No version of
// a document is ever given again, also when the document was erased and begun
// anew: what was decided on an earlier life fits no later one. All versions
// are below 2^53, so that a store may reckon in floating point.
type Version int64

// Position orders the records of a document: the start of a session in
// milliseconds of Unix time.
type Position int64

// Reference is an adapter's own name for a message that went out.
type Reference string

// Way is an adapter's own way to answer one event, such as the token of an
// interaction. It lives as long as the handling of that event and is never
// stored. What is sent over one does not count against the platform's limit.
type Way string

// EffectID numbers the effects of a document, from 1.
type EffectID int64
