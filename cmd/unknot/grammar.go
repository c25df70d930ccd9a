package main

import (
	"context"
	"fmt"
	"io"

	"github.com/alecthomas/kong"
)

// grammar is the command line: the settings, which every command knows, and
// the commands in the order in which --help lists them.
type grammar struct {
	Config config `embed:""`

	Chat      chatCommand      `cmd:"" help:"Talk to the bot in this terminal. It needs no token and no server."`
	Serve     serveCommand     `cmd:"" help:"Run the bot on every chat platform that has a token."`
	Health    healthCommand    `cmd:"" help:"Ask a running serve whether it is ready."`
	Doctor    doctorCommand    `cmd:"" help:"Check the settings, the store and what it keeps, and say what to do."`
	Plan      planCommand      `cmd:"" help:"List what people will get in the next 14 days. Nothing is sent or changed."`
	Backup    backupCommand    `cmd:"" help:"Write everything that is kept to a file, and the keys to one beside it."`
	Restore   restoreCommand   `cmd:"" help:"Read a backup into an empty store of either kind."`
	Migrate   migrateCommand   `cmd:"" help:"Bring a store of an older version to the layout of this one."`
	MakeKey   keyCommand       `cmd:"" name:"key" help:"Make a master key and print it."`
	RotateKey rotateKeyCommand `cmd:"" help:"Wrap everything in the first key of UNKNOT_KEY, so that the others can go."`
	Routines  routinesCommand  `cmd:"" help:"Look at the routines and check them."`
	Version   versionCommand   `cmd:"" help:"Print which version this is."`
}

// epilogue is what --help says at its end.
const epilogue = `
A setting is written as a flag or as the environment variable in brackets. The
flag wins.

Exit codes:
  0    All went well.
  1    What was asked for failed, or faults were found.
  2    The command line or a setting cannot be used.
`

// options tells kong what commands are handed when they run: the context, the
// process, and the settings, which are checked for whoever takes them.
func (g *grammar) options(ctx context.Context, p process, exit func(int)) []kong.Option {
	return []kong.Option{
		kong.Name("unknot"),
		kong.Description("Unknot, a physical-therapy companion in chat."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true, WrapUpperBound: 80}),
		kong.Help(printHelp),
		kong.ValueFormatter(describeFlag),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(exit),
		kong.Resolvers(fromEnvironment(p)),
		kong.Bind(p),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.BindSingletonProvider(func(k *kong.Context) (config, error) {
			return g.Config.checked(k.Command(), p)
		}),
		kong.PostBuild(func(k *kong.Kong) error {
			k.Model.HelpFlag.Help = "Show this help. After a command: the help of that command."
			return nil
		}),
	}
}

// printHelp prints kong's help, and the epilogue below that of the program.
func printHelp(options kong.HelpOptions, k *kong.Context) error {
	if err := kong.DefaultHelpPrinter(options, k); err != nil || k.Selected() != nil {
		return err
	}
	_, err := io.WriteString(k.Stdout, secrets+epilogue)
	return err
}

// describeFlag adds the environment variable of a setting to its help.
func describeFlag(value *kong.Value) string {
	if name := value.Tag.Get(variableTag); name != "" {
		return fmt.Sprintf("%s [%s]", value.Help, name)
	}
	return value.Help
}
