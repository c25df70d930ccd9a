package bottest

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"unknot/bot"
)

func testDocuments(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"absent":                absentDocument,
		"values are not shared": unsharedDocument,
		"versions grow by one":  growingVersions,
		"wakes are kept":        keptWakes,
		"IDs are kept apart":    apartDocuments,
	})
	data := map[string][]byte{
		"empty":   {},
		"nil":     nil,
		"binary":  {0, 1, 0xff, 0, '\n', '\r', 0x80},
		"unicode": []byte("Nackendehnung – 10 × 🙆🏽‍♀️\u2028"),
		"1 MB":    bytes.Repeat([]byte{0, 1, 2, 3, 0xfe}, 1<<20/5),
	}
	for name, data := range data {
		each(t, h, map[string]func(*subject){"round trip of " + name: func(s *subject) {
			s.save(bot.Change{Doc: "a", ID: "c1", Data: data})
			if got := s.load("a"); got.Doc != "a" || !bytes.Equal(got.Data, data) {
				s.t.Errorf("Load returned %q with %d bytes that differ from the %d saved", got.Doc, len(got.Data), len(data))
			}
		}})
	}
}

func absentDocument(s *subject) {
	if _, err := s.Load(s.ctx, "nobody"); !errors.Is(err, bot.ErrNotFound) {
		s.t.Errorf("Load of an absent document: %v, want ErrNotFound", err)
	}
}

// unsharedDocument tries short and long values, as a store may keep long ones
// in another way.
func unsharedDocument(s *subject) {
	for doc, size := range map[bot.DocID]int{"short": 4, "long": 10_000} {
		want := bytes.Repeat([]byte("x"), size)
		data, record := bytes.Clone(want), bytes.Clone(want)
		s.save(bot.Change{Doc: doc, ID: "c1", Data: data, Records: []bot.Record{{Position: 1, Data: record}}})
		data[0], record[0] = 'A', 'A'
		s.load(doc).Data[0] = 'B'
		s.records(doc, 0, 2)[0].Data[0] = 'B'
		if !bytes.Equal(s.load(doc).Data, want) {
			s.t.Errorf("the %s document changed through a shared value", doc)
		}
		if !bytes.Equal(s.records(doc, 0, 2)[0].Data, want) {
			s.t.Errorf("the %s record changed through a shared value", doc)
		}
	}
}

func growingVersions(s *subject) {
	version := s.save(bot.Change{Doc: "a", ID: "c0"})
	if version < 1 || version >= 1<<53 {
		s.t.Errorf("the first commit made version %d, want one from 1 up to 2^53", version)
	}
	for i := range 5 {
		got := s.save(bot.Change{Doc: "a", Base: version, ID: bot.CommitID(rune('a' + i))})
		if got != version+1 {
			s.t.Errorf("commit on version %d made version %d", version, got)
		}
		version = got
		if got := s.load("a").Version; got != version {
			s.t.Errorf("Load after the commit of version %d shows version %d", version, got)
		}
	}
}

func keptWakes(s *subject) {
	now, version := s.now(), bot.Version(0)
	for i, want := range []bot.Wakes{
		{},
		{Urgent: now.Add(1500 * time.Millisecond)},
		{Bulk: now.Add(-time.Hour)},
		{Urgent: now.In(time.FixedZone("east", 5*3600)), Bulk: now.AddDate(40, 0, 0)},
	} {
		version = s.save(bot.Change{Doc: "a", Base: version, ID: bot.CommitID(rune('a' + i)), Wakes: want})
		got := s.load("a").Wakes
		if !sameMoment(got.Urgent, want.Urgent) || !sameMoment(got.Bulk, want.Bulk) {
			s.t.Errorf("wakes are %v, want %v", got, want)
		}
	}
}

// apartIDs are IDs that a store could mix up if it joined them with a
// separator or looked for prefixes.
func apartIDs() []bot.DocID {
	return []bot.DocID{"a", "a:b", "a:b:c", "a\x00", "a\x00b", "a\xff", "ab", "{a}", "a{b}", "a b", "a*", "A", "1:42", "2:42", "ä"}
}

func apartDocuments(s *subject) {
	const far = bot.Position(1) << 40
	for _, doc := range apartIDs() {
		s.save(bot.Change{
			Doc: doc, ID: "c1", Data: []byte(doc),
			Wakes:   bot.Wakes{Urgent: s.now()},
			Records: []bot.Record{{Position: 42, Data: []byte(doc)}},
		})
	}
	for _, doc := range apartIDs() {
		if got := s.load(doc).Data; string(got) != string(doc) {
			s.t.Errorf("document %q holds %q", doc, got)
		}
		got := s.records(doc, -far, far)
		if len(got) != 1 || string(got[0].Data) != string(doc) {
			s.t.Errorf("records of %q are %v", doc, got)
		}
	}
	if got := len(s.claim(bot.Urgent, 100, time.Minute).Due); got != len(apartIDs()) {
		s.t.Errorf("claimed %d documents, want %d", got, len(apartIDs()))
	}
	if err := s.Erase(s.ctx, "a"); err != nil {
		s.t.Fatalf("Erase: %v", err)
	}
	for _, doc := range apartIDs()[1:] {
		if len(s.records(doc, -far, far)) != 1 {
			s.t.Errorf("erasing \"a\" took the records of %q", doc)
		}
	}
}
