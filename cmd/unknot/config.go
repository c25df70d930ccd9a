package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"unknot/adapters/discord"
)

// config holds every setting. They are strings, checked together after
// parsing, so that all problems are told at once.
type config struct {
	Data      string `group:"Settings:" placeholder:"FOLDER" variable:"UNKNOT_DATA" help:"Where the bot keeps what it remembers. Default: unknot in $$XDG_STATE_HOME, or in ~/.local/state."`
	Routines  string `group:"Settings:" placeholder:"FOLDER" variable:"UNKNOT_ROUTINES" help:"Your own exercises and routines, laid over the shipped ones."`
	Redis     secret `hidden:"" secret:"" variable:"UNKNOT_REDIS_URL"`
	Password  secret `hidden:"" secret:"" name:"redis-password" variable:"UNKNOT_REDIS_PASSWORD"`
	Strict    string `group:"Settings:" name:"redis-strict" placeholder:"BOOL" variable:"UNKNOT_REDIS_STRICT" default:"true" help:"Whether to refuse a Redis that keeps nothing on disk or may delete what is kept: true or false. Default: true."`
	Key       secret `hidden:"" secret:"" variable:"UNKNOT_KEY"`
	Telegram  secret `hidden:"" secret:"" name:"telegram-token" variable:"UNKNOT_TELEGRAM_TOKEN"`
	Bots      string `group:"Settings:" name:"telegram-api" placeholder:"URL" variable:"UNKNOT_TELEGRAM_API" help:"Another address than Telegram's own, for a Bot API server that you run."`
	Hook      string `group:"Settings:" name:"telegram-webhook" placeholder:"URL" variable:"UNKNOT_TELEGRAM_WEBHOOK" help:"A public https address that Telegram delivers to, for several replicas. Default: Telegram is asked."`
	Door      string `group:"Settings:" name:"telegram-listen" placeholder:"ADDR" variable:"UNKNOT_TELEGRAM_LISTEN" help:"With a webhook: where its requests arrive behind your proxy, such as 127.0.0.1:8081."`
	Discord   secret `hidden:"" secret:"" name:"discord-token" variable:"UNKNOT_DISCORD_TOKEN"`
	Proxy     string `group:"Settings:" name:"discord-api" placeholder:"URL" variable:"UNKNOT_DISCORD_API" help:"Another address than Discord's own, up to and including the version, for a proxy that you run."`
	Shards    string `group:"Settings:" name:"discord-shards" placeholder:"N" variable:"UNKNOT_DISCORD_SHARDS" help:"How many connections to Discord share its servers: one for each thousand. Default: 1."`
	PublicKey string `group:"Settings:" name:"discord-public-key" placeholder:"KEY" variable:"UNKNOT_DISCORD_PUBLIC_KEY" help:"The public key of your application, for commands and presses that Discord delivers by itself, to any replica. Default: they come over the connection."`
	Entrance  string `group:"Settings:" name:"discord-listen" placeholder:"ADDR" variable:"UNKNOT_DISCORD_LISTEN" help:"With a public key: where they arrive behind your proxy, such as 127.0.0.1:8082."`
	Retention string `group:"Settings:" placeholder:"DAYS" variable:"UNKNOT_RETENTION" help:"How many days somebody may say nothing before they are told, and are erased 30 days later: 30 or more. Default: 365."`
	HTTP      string `group:"Settings:" name:"http" placeholder:"ADDRESS" variable:"UNKNOT_HTTP" help:"Where serve answers /healthz, /readyz and /metrics, such as 127.0.0.1:8080. Default: nowhere."`
	Log       string `group:"Settings:" placeholder:"LEVEL" variable:"UNKNOT_LOG" default:"warn" help:"What is logged to standard error: debug, info, warn, error or off. Default: warn."`
}

// variableTag is the struct tag that names the environment variable of a
// setting. It is not kong's own, because kong would look into the environment
// of the machine and not into that of the process it is given.
const variableTag = "variable"

// secrets lists what is read from the environment only, for --help.
const secrets = `
Secrets come from the environment, never from a flag. For each of them NAME_FILE
may name a file instead.

  UNKNOT_KEY             The master key that seals everything; needed on Redis.
                         unknot key makes one.
  UNKNOT_REDIS_URL       redis://, rediss://, redis+cluster:// or
                         redis+sentinel://. Not set: the embedded store.
  UNKNOT_REDIS_PASSWORD  Instead of a password in that URL.
  UNKNOT_TELEGRAM_TOKEN  The token of the bot, from @BotFather.
  UNKNOT_DISCORD_TOKEN   The token of the bot, from Discord's developer portal.
`

// fromEnvironment looks up the settings that no flag was written for. An empty
// variable counts as not set, as compose files write it.
func fromEnvironment(p process) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		name := flag.Tag.Get(variableTag)
		if flag.Tag.Has(secretTag) {
			value, err := readSecret(p, name)
			if err != nil || value == "" {
				return nil, err
			}
			return value, nil
		}
		if value := p.getenv(name); value != "" {
			return value, nil
		}
		if flag.Name == "data" {
			return defaultData(p), nil
		}
		return nil, nil
	})
}

// defaultData returns the folder for data in the user's state folder, as the
// XDG Base Directory Specification 0.8 has it, or "" when there is no telling.
// The specification wants a relative path ignored.
func defaultData(p process) string {
	if state := p.getenv("XDG_STATE_HOME"); filepath.IsAbs(state) {
		return filepath.Join(state, "unknot")
	}
	if home := p.getenv("HOME"); home != "" {
		return filepath.Join(home, ".local", "state", "unknot")
	}
	return ""
}

// checked returns the settings ready for a command, or a usageError with
// everything that is wrong with them.
func (c config) checked(command string, p process) (config, error) {
	c.Data = expandHome(c.Data, p)
	c.Routines = expandHome(c.Routines, p)
	problems := c.problems(command)
	if strings.HasPrefix(command, "routines ") {
		problems = c.libraryProblems() // they keep nothing, so they need no home
	}
	if len(problems) == 0 {
		return c, nil
	}
	return config{}, usageError("these settings cannot be used:\n  " + strings.Join(problems, "\n  "))
}

// problems returns a sentence for each setting that cannot be used.
func (c config) problems(command string) []string {
	var problems []string
	if c.Data == "" {
		problems = append(problems, "--data (UNKNOT_DATA) names no folder: write the one to keep data in.")
	} else if info, err := os.Stat(c.Data); err == nil && !info.IsDir() {
		problems = append(problems, fmt.Sprintf("--data (UNKNOT_DATA) names %s, which is a file: write a folder; it need not exist yet.", c.Data))
	}
	if !slices.Contains([]string{yes, no}, c.Strict) {
		problems = append(problems, fmt.Sprintf("--redis-strict (UNKNOT_REDIS_STRICT) is %q: write true or false.", c.Strict))
	}
	if c.Redis.isSet() && !c.Key.isSet() && command != "key" {
		problems = append(problems, "UNKNOT_KEY is not set, and on Redis everything is sealed: make a key with `unknot key`, keep it safe, and set UNKNOT_KEY or UNKNOT_KEY_FILE.")
	}
	if _, ok := c.shards(); !ok {
		problems = append(problems, fmt.Sprintf("--discord-shards (UNKNOT_DISCORD_SHARDS) is %q: write a number from 1 to %d.", c.Shards, discord.MostShards))
	}
	if _, problem := c.idle(); problem != "" {
		problems = append(problems, problem)
	}
	return append(problems, c.libraryProblems()...)
}

// shards returns the number of shards, and whether there is one.
func (c config) shards() (int, bool) {
	if c.Shards == "" {
		return 1, true
	}
	n, err := strconv.Atoi(c.Shards)
	return n, err == nil && n >= 1 && n <= discord.MostShards
}

// The words of a setting that is on or off.
const (
	yes = "true"
	no  = "false"
)

// libraryProblems is problems for commands that keep nothing.
func (c config) libraryProblems() []string {
	var problems []string
	if problem := folderProblem(c.Routines); c.Routines != "" && problem != "" {
		problems = append(problems, fmt.Sprintf("--routines (UNKNOT_ROUTINES) names %s, which %s.", c.Routines, problem))
	}
	if !slices.Contains(levels(), strings.ToLower(c.Log)) {
		problems = append(problems, fmt.Sprintf("--log (UNKNOT_LOG) is %q: write one of %s.", c.Log, strings.Join(levels(), ", ")))
	}
	return problems
}

// expandHome puts the home folder in place of a leading ~, which a shell does
// not expand in --data=~/unknot, and nobody does in an environment file.
func expandHome(folder string, p process) string {
	home := p.getenv("HOME")
	if rest, ok := strings.CutPrefix(folder, "~/"); ok && home != "" {
		return filepath.Join(home, rest)
	}
	return folder
}
