#include "cli/run.hpp"

int main(int argc, char** argv) {
  return nutgraf::cli::run(argc, argv);
}
