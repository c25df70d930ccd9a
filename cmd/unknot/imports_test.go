package main_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// houseRule forbids some facts (see facts_test.go) in some files. All four
// patterns are regular expressions; an empty one matches nothing.
type houseRule struct {
	files  string // where the rule holds
	except string // files among them that are free of it
	ban    string // facts that may not be there
	allow  string // facts among them that may
	reason string // what to tell whoever broke it

	badFile, badCode string // an offence, to prove that the rule bites
}

// The parts of the tree that rules speak of. The deciding half is everything
// directly in its three folders but the shell: what loads, saves and sends.
const (
	everyFile   = `\.go$`
	deciding    = `^(routines|scheduler|bot)/[^/]+\.go$`
	shell       = `^bot/(allow|apply|bot|queue|dispatch|deliver|fault|lanes|places|saved|stub)\.go$|^scheduler/housekeeping\.go$`
	shellOrPort = shell + `|^bot/ports\.go$`

	ofOurs    = `^import unknot/`
	ofVendors = `^import [^/]+\.[^/]+/`
	ofGo      = `^import golang\.org/x/`
	forAny    = ofGo + `|^import github\.com/cenkalti/backoff/` // small tools that every adapter may use
)

// houseRules says who may import whom and what pure code may not touch. The
// reasons are told in ARCHITECTURE.md.
func houseRules() []houseRule {
	return []houseRule{
		// Who knows whom.
		{files: `^(routines|scheduler)/`, ban: ofOurs,
			reason:  "routines and scheduler are the ground: they import no other package of ours",
			badFile: "routines/session.go", badCode: `import "unknot/scheduler"`},
		{files: `^routines/library/`, ban: `^import `, allow: `^import (embed|io/fs)$`,
			reason:  "the library is data: it embeds files and does nothing else",
			badFile: "routines/library/embed.go", badCode: `import "strings"`},
		{files: `^bot/[^/]+$`, ban: ofOurs, allow: `^import unknot/(routines|scheduler|bot/words|bot/picture)$`,
			reason:  "bot imports routines, scheduler, words and pictures: adapters and tests know bot, not the other way round",
			badFile: "bot/apply.go", badCode: `import "unknot/adapters/console"`},
		{files: `^bot/backup/`, ban: ofOurs, allow: `^import unknot/(routines|scheduler|bot|bot/seal)$`,
			reason:  "a backup knows documents and their sealing, and no store",
			badFile: "bot/backup/write.go", badCode: `import "unknot/adapters/boltstore"`},
		{files: `^bot/[^/]+/`, except: `^bot/backup/`, ban: ofOurs, allow: `^import unknot/(routines|scheduler|bot|bot/words)$`,
			reason:  "what lies below bot imports at most bot and what bot stands on",
			badFile: "bot/seal/seal.go", badCode: `import "unknot/adapters/boltstore"`},
		{files: everyFile, except: `^(bot/bottest|adapters/[a-z]+/[a-z]+test)/`, ban: `^import (unknot/bot/bottest|unknot/adapters/[a-z]+/[a-z]+test|testing|testing/.+)$`,
			reason:  "what tests need stays out of the program",
			badFile: "cmd/unknot/run.go", badCode: `import "unknot/bot/bottest"`},
		{files: `^adapters/`, ban: ofOurs, allow: `^import unknot/(bot|adapters/border(/bordertest)?)$`,
			reason:  "an adapter imports bot and what all adapters share, and never another adapter",
			badFile: "adapters/console/console.go", badCode: `import "unknot/adapters/boltstore"`},
		{files: `^adapters/border/`, ban: ofVendors, allow: forAny,
			reason:  "what all adapters share knows no platform's library",
			badFile: "adapters/border/hand.go", badCode: `import "github.com/bwmarrin/discordgo"`},
		{files: everyFile, except: `^(cmd/unknot|adapters)/`, ban: `^import unknot/adapters/`,
			reason:  "only cmd/unknot knows the adapters",
			badFile: "scheduler/zone.go", badCode: `import "unknot/adapters/redisstore"`},

		// One vendor library for each adapter, and one home for each library.
		{files: `^adapters/console/`, ban: ofVendors, allow: forAny,
			reason:  "the console needs no vendor library",
			badFile: "adapters/console/console.go", badCode: `import "github.com/alecthomas/kong"`},
		{files: `^adapters/boltstore/`, ban: ofVendors, allow: forAny + `|^import go\.etcd\.io/bbolt(/|$)`,
			reason:  "boltstore imports bbolt and no other vendor library",
			badFile: "adapters/boltstore/store.go", badCode: `import "github.com/redis/go-redis/v9"`},
		{files: `^adapters/redisstore/`, ban: ofVendors, allow: forAny + `|^import github\.com/redis/go-redis/`,
			reason:  "redisstore imports go-redis and no other vendor library",
			badFile: "adapters/redisstore/store.go", badCode: `import "go.etcd.io/bbolt"`},
		{files: `^adapters/telegram/`, ban: ofVendors, allow: forAny + `|^import github\.com/go-telegram-bot-api/`,
			reason:  "the Telegram adapter imports its own vendor library and no other",
			badFile: "adapters/telegram/poll.go", badCode: `import "github.com/bwmarrin/discordgo"`},
		{files: `^adapters/discord/`, except: `^adapters/discord/discordtest/`, ban: ofVendors, allow: forAny + `|^import github\.com/bwmarrin/discordgo$`,
			reason:  "the Discord adapter imports its own vendor library and no other",
			badFile: "adapters/discord/press.go", badCode: `import "github.com/go-telegram-bot-api/telegram-bot-api/v5"`},
		{files: `^adapters/discord/discordtest/`, ban: `^import (unknot/|[^/]+\.[^/]+/)`, allow: `^import (github\.com/gorilla/websocket|unknot/adapters/border/bordertest)$`,
			reason:  "the Discord of the tests is a websocket server, and knows neither the bot nor its adapter",
			badFile: "adapters/discord/discordtest/gateway.go", badCode: `import "github.com/bwmarrin/discordgo"`},
		{files: `^adapters/`, except: `^adapters/(border|console|boltstore|redisstore|telegram|discord)/`, ban: ofVendors, allow: forAny,
			reason:  "give a new adapter a line in this table that names its one vendor library",
			badFile: "adapters/matrix/sync.go", badCode: `import "maunium.net/go/mautrix"`},
		{files: everyFile, except: `^adapters/`,
			ban:     `^import (github\.com/(redis/go-redis|go-telegram-bot-api|bwmarrin/discordgo)|go\.etcd\.io/bbolt)(/|$)`,
			reason:  "a platform's or a store's library is imported by its adapter alone",
			badFile: "bot/deliver.go", badCode: `import "github.com/bwmarrin/discordgo"`},
		{files: everyFile, except: `^bot/picture/`, ban: `^import (github\.com/go-pdf/|git\.sr\.ht/~sbinet/|golang\.org/x/image/)`,
			reason:  "only bot/picture draws",
			badFile: "bot/report.go", badCode: `import "github.com/go-pdf/fpdf"`},
		{files: `^bot/picture/`, ban: ofOurs,
			reason:  "a picture is drawn from small data: it knows nothing of the bot",
			badFile: "bot/picture/page.go", badCode: `import "unknot/bot/words"`},
		{files: everyFile, except: `^scheduler/`, ban: `^import github\.com/robfig/cron(/|$)`,
			reason:  "only scheduler reckons with cron",
			badFile: "bot/wake.go", badCode: `import "github.com/robfig/cron/v3"`},
		{files: everyFile, except: `^cmd/unknot/`, ban: `^import github\.com/alecthomas/kong(/|$)`,
			reason:  "only cmd/unknot reads flags",
			badFile: "bot/settings.go", badCode: `import "github.com/alecthomas/kong"`},
		{files: everyFile, except: `^cmd/unknot/`, ban: `^import github\.com/prometheus/`,
			reason:  "only cmd/unknot measures: adapters and stores count, and are asked",
			badFile: "bot/deliver.go", badCode: `import "github.com/prometheus/client_golang/prometheus"`},

		// What is decided is decided by the arguments alone.
		{files: deciding, except: shell, ban: `^import (os|net|log|syscall|math/rand|crypto/rand)(/|$)`,
			reason:  "deciding does no I/O and draws no random numbers: hand the values in",
			badFile: "bot/decide.go", badCode: `import "math/rand/v2"`},
		{files: deciding, except: shellOrPort, ban: `^import context$`,
			reason:  "deciding has nothing to wait for or to cancel",
			badFile: "bot/session.go", badCode: `import "context"`},
		{files: deciding, except: shell, ban: `^use time\.(Now|Since|Until|Sleep|After|AfterFunc|Tick|NewTicker|NewTimer|Local)$`,
			reason:  "deciding reads no clock and no zone of the machine: now is handed in",
			badFile: "scheduler/next.go", badCode: "import \"time\"\n\nfunc now() time.Time { return time.Now() }"},
		{files: deciding, except: shell, ban: `^goroutine$`,
			reason:  "deciding starts nothing",
			badFile: "routines/session.go", badCode: "func f() { go f() }"},
		{files: `^(routines|scheduler|bot|adapters/border)/`, ban: `^word `,
			reason:  "the core knows no platform by name: a name comes from the platform's capabilities",
			badFile: "bot/welcome.go", badCode: "// On Discord this is a slash command."},

		// Habits that hold everywhere.
		{files: everyFile, ban: `^init$`,
			reason:  "no init: what happens at the start stands in run.go",
			badFile: "adapters/console/console.go", badCode: "func init() {}"},
		{files: everyFile, ban: `^var `,
			reason:  "no package-level variable that can change: pass the value, or return it from a function",
			badFile: "bot/words/lookup.go", badCode: "var known = map[string]int{}"},
	}
}

// bite returns what a rule forbids, as a function of a fact.
func (r houseRule) bite() func(f fact) bool {
	ban, allow, files, except := matching(r.ban), matching(r.allow), matching(r.files), matching(r.except)
	return func(f fact) bool { return files(f.file) && !except(f.file) && ban(f.text) && !allow(f.text) }
}

// matching returns whether a text has a pattern; an empty one matches nothing.
func matching(pattern string) func(s string) bool {
	if pattern == "" {
		return func(string) bool { return false }
	}
	return regexp.MustCompile(pattern).MatchString
}

// offences returns one line for each rule broken by a Go file of the tree.
// Tests may do as they like, and so may folders the go command does not read.
func offences(tree fs.FS, rules []houseRule) ([]string, error) {
	var found []string
	var forbids []func(fact) bool
	for _, r := range rules {
		forbids = append(forbids, r.bite())
	}
	files := 0
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch base := path.Base(name); {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "testdata"):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		files++
		facts, err := factsOf(tree, name)
		for _, f := range facts {
			for i, r := range rules {
				if forbids[i](f) {
					found = append(found, fmt.Sprintf("%s:%d: %s: %s", f.file, f.line, f.text, r.reason))
				}
			}
		}
		return err
	})
	if files == 0 && err == nil {
		err = errors.New("no Go file found: is this the top of the repository?")
	}
	return found, err
}

func TestHouseRules(t *testing.T) {
	found, err := offences(os.DirFS(top), houseRules())
	if err != nil {
		t.Fatal(err)
	}
	for _, offence := range found {
		t.Error(offence)
	}
}

// Each rule must bite its own bad example, once, and give its reason.
func TestHouseRulesBite(t *testing.T) {
	for _, r := range houseRules() {
		t.Run(r.reason, func(t *testing.T) {
			tree := fstest.MapFS{r.badFile: {Data: []byte("package p\n\n" + r.badCode + "\n")}}
			found, err := offences(tree, []houseRule{r})
			if err != nil {
				t.Fatal(err)
			}
			if len(found) != 1 || !strings.HasPrefix(found[0], r.badFile+":") || !strings.HasSuffix(found[0], r.reason) {
				t.Errorf("%s with\n%s\ngives %q, want one offence with the reason", r.badFile, r.badCode, found)
			}
		})
	}
}

func TestHouseRulesLeaveTheRestAlone(t *testing.T) {
	for name, code := range map[string]string{
		"scheduler/housekeeping.go":  "import \"time\"\n\nfunc f() { go time.Sleep(1) }",
		"bot/apply.go":               "import (\n\"context\"\n\"log/slog\"\n\"unknot/bot/words\"\n)",
		"bot/ports.go":               `import "context"`,
		"bot/decide.go":              "import \"time\"\n\nfunc f(now time.Time) bool { return now.After(now) }",
		"bot/errors.go":              "import \"errors\"\n\nvar (\n\terrA = errors.New(\"a\")\n\t_ error = errA\n)",
		"routines/check.go":          "import \"regexp\"\n\nvar ids = regexp.MustCompile(`a`)",
		"routines/library/embed.go":  "import \"embed\"\n\n//go:embed *.yaml\nvar files embed.FS",
		"bot/words/words.go":         "import \"embed\"\n\nvar files embed.FS\n\ntype T struct{}\n\nfunc (T) init() {}",
		"bot/bottest/store.go":       "import (\n\"os\"\n\"testing\"\n\"unknot/bot\"\n)",
		"adapters/boltstore/txn.go":  "import (\n\"os\"\n\"go.etcd.io/bbolt\"\n\"unknot/bot\"\n)",
		"adapters/discord/doc.go":    "// Package discord speaks to Discord.",
		"cmd/unknot/run.go":          "import (\n\"github.com/alecthomas/kong\"\n\"unknot/adapters/console\"\n)",
		"bot/decide_test.go":         "import \"time\"\n\nvar start = time.Now()",
		"bot/testdata/bad/broken.go": "func init() {}",
	} {
		tree := fstest.MapFS{
			name:           {Data: []byte("package p\n\n" + code + "\n")},
			"bot/blank.go": {Data: []byte("package p\n")},
		}
		if found, err := offences(tree, houseRules()); len(found) > 0 || err != nil {
			t.Errorf("%s: %q, error %v; want none", name, found, err)
		}
	}
}
