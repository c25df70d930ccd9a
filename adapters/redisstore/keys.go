package redisstore

import (
	"fmt"
	"strconv"

	"unknot/bot"
)

// headerKey is the one key outside the buckets.
const headerKey = "unknot:header"

// maxName is the longest ID, code, role or holder in bytes. It is the same in
// every store, so that one can be restored into another.
const maxName = 4096

// keys builds every key of a database. doc.go describes what is behind them.
type keys struct {
	buckets int
}

// bucket returns what all keys of a bucket begin with. The braces are Redis's
// hash tag: only what they hold decides about the slot.
func (k keys) bucket(b int) string { return "unknot:{" + strconv.Itoa(b) + "}:" }

// of returns the key of some kind that belongs to a name.
func (k keys) of(n name, kind string) string { return k.bucket(n.bucket(k.buckets)) + kind + string(n) }

func (k keys) documents(b int) string { return k.bucket(b) + "d:" }

func (k keys) document(n name) string { return k.of(n, "d:") }
func (k keys) records(n name) string  { return k.of(n, "r:") }
func (k keys) archive(n name) string  { return k.of(n, "a:") }
func (k keys) codesOf(n name) string  { return k.of(n, "c:") }
func (k keys) code(n name) string     { return k.of(n, "code:") }
func (k keys) lease(n name) string    { return k.of(n, "lease:") }
func (k keys) budget(n name) string   { return k.of(n, "budget:") }

// due returns the index of a lane in a bucket.
func (k keys) due(lane bot.Lane, b int) string {
	if lane == bot.Urgent {
		return k.bucket(b) + "due.urgent"
	}
	return k.bucket(b) + "due.bulk"
}

// erased returns the key of the largest version that was erased in a bucket.
func (k keys) erased(b int) string { return k.bucket(b) + "erased" }

// withDue returns the key of a document and those of its two due indexes.
func (k keys) withDue(n name) []string {
	b := n.bucket(k.buckets)
	return []string{k.document(n), k.due(bot.Urgent, b), k.due(bot.Bulk, b)}
}

// allDocuments is a pattern for the keys of all documents.
const allDocuments = "unknot:{*}:d:*"

// checkName refuses what cannot be part of a key.
func checkName(what, name string) error {
	if name == "" {
		return fmt.Errorf("an empty %s %w: give it a name", what, errInput)
	}
	if len(name) > maxName {
		return fmt.Errorf("a %s of %d bytes %w: use at most %d", what, len(name), errInput, maxName)
	}
	return nil
}
