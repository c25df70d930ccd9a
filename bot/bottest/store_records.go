package bottest

import (
	"fmt"
	"math"
	"testing"

	"unknot/bot"
)

func testRecords(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"half-open range in order": recordRange,
		"replace and remove":       replaceRecords,
		"content":                  recordContent,
		"added by many commits":    manyRecords,
	})
}

// wantRecords compares records, written as "position:data".
func (s *subject) wantRecords(doc bot.DocID, from, to bot.Position, want string) {
	s.t.Helper()
	got := ""
	for _, r := range s.records(doc, from, to) {
		got += fmt.Sprintf("%d:%s ", r.Position, r.Data)
	}
	if got != want {
		s.t.Errorf("Records(%q, %d, %d) = %q, want %q", doc, from, to, got, want)
	}
}

func recordRange(s *subject) {
	s.save(bot.Change{Doc: "a", ID: "c1", Records: []bot.Record{
		{Position: 20, Data: []byte("c")}, {Position: -5, Data: []byte("a")}, {Position: 3, Data: []byte("b")},
		{Position: 1 << 41, Data: []byte("d")}, {Position: 255, Data: []byte("e")}, {Position: 256, Data: []byte("f")},
	}})
	for _, test := range []struct {
		from, to bot.Position
		want     string
	}{
		{math.MinInt64, math.MaxInt64, "-5:a 3:b 20:c 255:e 256:f 2199023255552:d "},
		{3, 20, "3:b "},
		{3, 21, "3:b 20:c "},
		{4, 21, "20:c "},
		{-5, 3, "-5:a "},
		{255, 257, "255:e 256:f "},
		{4, 20, ""},
		{20, 20, ""},
		{20, 3, ""},
	} {
		s.wantRecords("a", test.from, test.to, test.want)
	}
	s.wantRecords("nobody", 0, 100, "")
}

func replaceRecords(s *subject) {
	version := s.save(bot.Change{Doc: "a", ID: "c1", Records: []bot.Record{
		{Position: 1, Data: []byte("one")}, {Position: 2, Data: []byte("two")}, {Position: 3, Data: []byte("three")},
	}})
	version = s.save(bot.Change{
		Doc: "a", Base: version, ID: "c2",
		Records: []bot.Record{{Position: 2, Data: []byte("TWO")}, {Position: 4, Data: []byte("four")}},
		Removed: []bot.Position{1, 99},
	})
	s.wantRecords("a", 0, 10, "2:TWO 3:three 4:four ")
	s.save(bot.Change{Doc: "a", Base: version, ID: "c3", Records: []bot.Record{{Position: 1, Data: []byte("back")}}})
	s.wantRecords("a", 0, 10, "1:back 2:TWO 3:three 4:four ")
}

func recordContent(s *subject) {
	s.save(bot.Change{Doc: "a", ID: "c1", Records: []bot.Record{{Position: 1}, {Position: 2, Data: []byte{0, 0xff, 0}}}})
	s.wantRecords("a", 0, 10, "1: 2:\x00\xff\x00 ")
}

func manyRecords(s *subject) {
	const n = 40
	var version bot.Version
	for i := range n {
		version = s.save(bot.Change{
			Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(i)),
			Records: []bot.Record{{Position: bot.Position(n - i)}},
		})
	}
	got := s.records("a", 0, n+1)
	if len(got) != n {
		s.t.Fatalf("there are %d records, want %d", len(got), n)
	}
	for i, r := range got {
		if r.Position != bot.Position(i+1) {
			s.t.Errorf("record %d is at %d", i, r.Position)
		}
	}
}
